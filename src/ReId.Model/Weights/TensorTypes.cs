namespace ReId.Model.Weights;

/// <summary>Facts about <see cref="TensorType"/>.</summary>
internal static class TensorTypes
{
    /// <summary>Bytes of one element.</summary>
    /// <param name="type">The element type.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a member of the enumeration.</exception>
    public static int Size(this TensorType type) => type switch
    {
        TensorType.F64 or TensorType.I64 => 8,
        TensorType.F32 or TensorType.I32 => 4,
        TensorType.F16 or TensorType.BF16 or TensorType.I16 => 2,
        TensorType.I8 or TensorType.U8 or TensorType.Bool => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such element type"),
    };

    /// <summary>The safetensors name of an element type: F32, BF16, BOOL, …</summary>
    /// <param name="type">The element type.</param>
    public static string Name(this TensorType type) => type.ToString().ToUpperInvariant();

    /// <summary>Finds an element type by its safetensors name.</summary>
    /// <param name="name">The name, in capitals as the format writes it.</param>
    /// <param name="type">The type found.</param>
    /// <returns>False when the name is none that this engine reads.</returns>
    public static bool TryParse(string? name, out TensorType type)
    {
        foreach (var candidate in Enum.GetValues<TensorType>())
        {
            if (candidate.Name() == name)
            {
                type = candidate;
                return true;
            }
        }

        type = default;
        return false;
    }
}
