using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using ReId.Index.Segments.Vectors;

namespace ReId.Index.Tests.Segments.Vectors;

/// <summary>Every form of the product against plain sums of converted numbers.</summary>
public sealed unsafe class HalfDotTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(37)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(512)]
    [InlineData(2048)]
    public void Every_form_gives_the_sum_of_the_products(int dimension)
    {
        var random = new Random(dimension);
        for (var round = 0; round < 20; round++)
        {
            // Also numbers that float16 holds only as subnormals, and zeros of both signs.
            var row = Values(dimension, i => (Half)((random.NextDouble() - 0.5) * Math.Pow(10, -random.Next(8))));
            var query = Values(dimension, i => (float)(random.NextDouble() - 0.5));
            (row[0], query[0]) = ((Half)(-0.0), 1);
            var expected = row.Zip(query, (a, b) => (double)a * b).Sum();
            foreach (var form in Forms())
            {
                fixed (float* prepared = HalfDot.Prepare(query))
                fixed (Half* bits = row)
                {
                    Assert.Equal(expected, form(prepared, (ushort*)bits, dimension), 1e-5);
                }
            }
        }
    }

    [Fact]
    public void All_finite_numbers_are_converted_exactly()
    {
        var all = Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)).Where(Half.IsFinite);
        foreach (var value in all)
        {
            var bits = MemoryMarshal.Cast<Half, ushort>(new[] { value });
            fixed (float* prepared = HalfDot.Prepare([1]))
            fixed (ushort* row = bits)
            {
                Assert.Equal((float)value, HalfDot.Of(prepared, row, 1));
            }
        }
    }

    private delegate float Form(float* prepared, ushort* row, int dimension);

    private static List<Form> Forms()
    {
        List<Form> forms = [HalfDot.Of, (prepared, row, dimension) => HalfDot.Plain(prepared, row, 0, dimension)];
        if (Avx2.IsSupported && Fma.IsSupported)
        {
            forms.Add(HalfDot.Middle);
        }

        if (Avx512F.IsSupported)
        {
            forms.Add(HalfDot.Wide);
        }

        return forms;
    }

    private static T[] Values<T>(int count, Func<int, T> value) => [.. Enumerable.Range(0, count).Select(value)];
}
