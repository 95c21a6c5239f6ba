using ReId.Index.Storage;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.GalleryTests;

/// <summary>The error that float16 costs (docs/decisions/0050).</summary>
public sealed class HalfVectorTests
{
    [Theory]
    [InlineData(128)]
    [InlineData(512)]
    [InlineData(2048)]
    public void Cosine_similarities_change_by_less_than_two_ten_thousandths(int dimension)
    {
        var sample = new Sample(9);
        double worst = 0;
        for (var i = 0; i < 500; i++)
        {
            var a = HalfVector.Normalise(sample.Vector(dimension), out _)!;
            var near = HalfVector.Normalise([.. a.Zip(sample.Vector(dimension), (x, y) => x + (0.02f * y))], out _)!;
            foreach (var query in new[] { near, HalfVector.Normalise(sample.Vector(dimension), out _)!, a })
            {
                var stored = HalfVector.Decode(HalfVector.Encode(a));
                worst = Math.Max(worst, Math.Abs(Dot(stored, query) - Dot(a, query)));
            }
        }

        Assert.InRange(worst, 0, 2e-4);
        TestContext.Current.SendDiagnosticMessage($"dimension {dimension}: worst difference {worst:e2}");
    }

    [Fact]
    public void A_stored_vector_compared_with_itself_is_one()
    {
        var sample = new Sample(10);
        for (var i = 0; i < 200; i++)
        {
            var unit = HalfVector.Normalise(sample.Vector(512), out _)!;
            var stored = HalfVector.Decode(HalfVector.Encode(unit));
            Assert.Equal(1, Dot(stored, stored), 1e-6);
            Assert.Equal(1, Dot(stored, unit), 1e-6);
        }
    }

    [Fact]
    public void Sparse_and_tiny_vectors_keep_their_direction()
    {
        var sparse = new float[2048];
        sparse[7] = 1e-30f;
        sparse[9] = -1e-30f;

        var stored = HalfVector.Decode(HalfVector.Encode(HalfVector.Normalise(sparse, out _)!));

        Assert.Equal(Math.Sqrt(0.5), stored[7], 1e-4);
        Assert.Equal(-Math.Sqrt(0.5), stored[9], 1e-4);
    }

    [Fact]
    public void Bytes_that_are_no_vector_are_refused()
    {
        Assert.Throws<InvalidDataException>(() => HalfVector.Decode([0xFF, 0x7F, 0, 0]));
        Assert.Throws<InvalidDataException>(() => HalfVector.Decode(new byte[8]));
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
