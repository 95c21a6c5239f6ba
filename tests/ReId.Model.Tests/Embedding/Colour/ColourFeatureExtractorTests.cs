using OpenCvSharp;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Colour;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Embedding.Colour;

public sealed class ColourFeatureExtractorTests : FeatureExtractorContract
{
    protected override IFeatureExtractor Open() => new ColourFeatureExtractor(2);

    [Fact]
    public void The_same_clothes_in_other_light_are_nearer_than_other_clothes()
    {
        using var embedder = Embedder.Open(new EmbedderOptions { Weights = "colour" });
        var batch = embedder.Embed(
        [
            Pictures.Person(new Scalar(30, 30, 200), new Scalar(120, 40, 30)),
            Pictures.Person(new Scalar(24, 26, 150), new Scalar(95, 34, 26)),
            Pictures.Person(new Scalar(120, 40, 30), new Scalar(30, 30, 200)),
            Pictures.Person(new Scalar(40, 160, 40), new Scalar(120, 40, 30)),
        ], true, TestContext.Current.CancellationToken);

        Assert.True(Cosine(batch, 0, 1) > Cosine(batch, 0, 2));
        Assert.True(Cosine(batch, 0, 1) > Cosine(batch, 0, 3));
        Assert.Equal(1, Cosine(batch, 0, 0), 1e-5f);
    }

    [Theory]
    [InlineData(255, 0, 0, 0f, 1f, 1f)]
    [InlineData(0, 255, 0, 1f / 3, 1f, 1f)]
    [InlineData(0, 0, 255, 2f / 3, 1f, 1f)]
    [InlineData(255, 0, 255, 5f / 6, 1f, 1f)]
    [InlineData(51, 51, 51, 0f, 0f, 0.2f)]
    [InlineData(0, 0, 0, 0f, 0f, 0f)]
    public void Hsv_of_known_colours(int red, int green, int blue, float hue, float saturation, float value)
    {
        var colour = Hsv.FromRgb(red / 255f, green / 255f, blue / 255f);

        Assert.Equal(hue, colour.Hue, 1e-6f);
        Assert.Equal(saturation, colour.Saturation, 1e-6f);
        Assert.Equal(value, colour.Value, 1e-6f);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.2f)]
    [InlineData(0.5f)]
    [InlineData(0.999999f)]
    [InlineData(1f)]
    public void Soft_bins_share_the_whole_weight_between_neighbours(float value)
    {
        var linear = SoftBin.Linear(value, 4);
        var circular = SoftBin.Circular(Math.Min(value, MathF.BitDecrement(1)), 4);

        Assert.InRange(linear.HighShare, 0, 1);
        Assert.InRange(linear.High, linear.Low, Math.Min(linear.Low + 1, 3));
        Assert.InRange(circular.HighShare, 0, 1);
        Assert.Equal((circular.Low + 1) % 4, circular.High);
    }

    private static float Cosine(EmbeddingBatch batch, int a, int b)
    {
        var sum = 0f;
        for (var i = 0; i < batch.Dimension; i++)
        {
            sum += batch.Vector(a).Span[i] * batch.Vector(b).Span[i];
        }

        return sum;
    }
}
