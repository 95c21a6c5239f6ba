namespace ReId.Model.Backbones.Graphs;

/// <summary>Shape of one picture's value inside a network: a map C×H×W, or a vector of C components.</summary>
/// <param name="Channels">Channels, or components.</param>
/// <param name="Height">Rows; 0 for a vector.</param>
/// <param name="Width">Columns; 0 for a vector.</param>
internal readonly record struct FeatureShape(long Channels, long Height, long Width)
{
    /// <summary>Whether it has no rows and columns.</summary>
    public bool IsVector => Height == 0;

    /// <summary>Numbers in it.</summary>
    public long Count => IsVector ? Channels : Channels * Height * Width;

    public static FeatureShape Vector(long components) => new(components, 0, 0);

    /// <inheritdoc/>
    public override string ToString() => IsVector ? $"{Channels}" : $"{Channels}×{Height}×{Width}";
}
