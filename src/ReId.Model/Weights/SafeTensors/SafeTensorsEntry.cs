using System.Text.Json;

namespace ReId.Model.Weights.SafeTensors;

/// <summary>One tensor's entry of the header: dtype, shape and where its bytes lie.</summary>
internal static class SafeTensorsEntry
{
    // libtorch's own limit on dimensions.
    private const int MostDimensions = 64;

    public static NamedTensor Read(
        string name, JsonElement entry, ReadOnlyMemory<byte> data, out int begin, out int end)
    {
        if (name.Length == 0 || entry.ValueKind != JsonValueKind.Object)
        {
            throw new WeightsFormatException($"the header entry '{name}' describes no tensor");
        }

        var typeName = entry.TryGetProperty("dtype", out var dtype) && dtype.ValueKind == JsonValueKind.String
            ? dtype.GetString() : null;
        if (!TensorTypes.TryParse(typeName, out var type))
        {
            throw new WeightsFormatException(
                $"tensor {name} has the element type {typeName ?? "(none)"}, which is none of "
                + string.Join(", ", Enum.GetValues<TensorType>().Select(t => t.Name())));
        }

        var shape = ReadNumbers(name, entry, "shape", MostDimensions);
        var offsets = ReadNumbers(name, entry, "data_offsets", 2);
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] > data.Length)
        {
            throw new WeightsFormatException(
                $"tensor {name} lies at bytes {TensorShape.Format(offsets)} of {data.Length} bytes of data");
        }

        begin = (int)offsets[0];
        end = (int)offsets[1];
        if (!TensorShape.TryCountBytes(shape, type, out var bytes) || bytes != end - begin)
        {
            throw new WeightsFormatException(
                $"tensor {name} has {end - begin} bytes for shape {TensorShape.Format(shape)} of {type.Name()}");
        }

        return new NamedTensor(name, shape, type, data[begin..end]);
    }

    private static long[] ReadNumbers(string name, JsonElement entry, string field, int most)
    {
        if (!entry.TryGetProperty(field, out var array) || array.ValueKind != JsonValueKind.Array
            || array.GetArrayLength() > most)
        {
            throw new WeightsFormatException($"tensor {name} has no usable {field}");
        }

        var numbers = new long[array.GetArrayLength()];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (array[i].ValueKind != JsonValueKind.Number || !array[i].TryGetInt64(out numbers[i]))
            {
                throw new WeightsFormatException($"tensor {name} has a {field} entry that is no whole number");
            }
        }

        return numbers;
    }
}
