namespace ReId.Model.Samplers;

/// <summary>
/// Random numbers that follow from a few numbers (seed, epoch, place) alone. Neighbouring numbers give streams that have
/// nothing in common: .NET's own <see cref="Random"/> would not do, because its draws are linear in its seed, so that
/// 90 % of the pictures were mirrored alike in two epochs.
/// </summary>
internal static class Draws
{
    // 2⁶⁴ divided by the golden ratio: what Steele, Lea, Flood 2014 (SplitMix) step by.
    private const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>The stream of these numbers.</summary>
    /// <param name="numbers">Seed first, then what is counted.</param>
    public static Random Of(params ReadOnlySpan<int> numbers)
    {
        var key = 0UL;
        foreach (var number in numbers)
        {
            key = Mixed(key + Step + unchecked((uint)number));
        }

        return new Stream(key);
    }

    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    // Whatever Random would draw from a state of its own is overridden, or it would not follow from the key.
    private sealed class Stream(ulong key) : Random
    {
        private ulong _at = key;

        public override double NextDouble() => (Draw() >> 11) * (1.0 / (1UL << 53));

        public override float NextSingle() => (Draw() >> 40) * (1.0f / (1U << 24));

        public override int Next() => Next(int.MaxValue);

        public override int Next(int maxValue) => Next(0, maxValue);

        public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

        public override long NextInt64() => NextInt64(long.MaxValue);

        public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

        // The upper half of a product instead of a remainder: what it favours is less than 1 in 2³² for any count here.
        public override long NextInt64(long minValue, long maxValue)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
            return unchecked(minValue + (long)Math.BigMul(Draw(), (ulong)(maxValue - minValue), out _));
        }

        public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

        public override void NextBytes(Span<byte> buffer)
        {
            foreach (ref var value in buffer)
            {
                value = (byte)(Draw() >> 56);
            }
        }

        protected override double Sample() => NextDouble();

        private ulong Draw() => Mixed(_at += Step);
    }
}
