namespace ReId.Model.Samplers;

/// <summary>Random numbers of an epoch: they follow from seed and epoch alone.</summary>
internal static class Draws
{
    public static Random Of(int seed, int epoch) => new(unchecked((seed * 1_000_003) + (epoch * 7_919) + 1));
}
