using OpenCvSharp;
using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Embedding.Colour;
using ReId.Model.Tests.Support;

namespace ReId.Model.Tests.Embedding.Joined;

public sealed class JoinedFeatureExtractorTests : FeatureExtractorContract
{
    private static readonly ReadOnlyMemory<byte>[] s_people =
    [
        Pictures.Person(new Scalar(30, 30, 200), new Scalar(120, 40, 30)),
        Pictures.Person(new Scalar(24, 26, 150), new Scalar(95, 34, 26)),
        Pictures.Person(new Scalar(40, 160, 40), new Scalar(120, 40, 30)),
    ];

    [Fact]
    public void Its_cosine_is_the_mean_of_the_networks_and_of_colours()
    {
        var network = Embed("synthetic");
        var joined = Embed("synthetic+colour");

        // Colour at the network's size: what is left of the joined vector, scaled to length 1.
        const int Ours = 512;
        for (var i = 0; i < s_people.Length; i++)
        {
            Assert.Equal(Ours + ColourLayout.Dimension, joined.Vector(i).Length);
            Assert.Equal(1, Dot(joined.Vector(i), joined.Vector(i)), 1e-5f);
            var (a, b) = (joined.Vector(i)[..Ours], joined.Vector((i + 1) % 3)[..Ours]);
            Assert.Equal(Dot(network.Vector(i), network.Vector((i + 1) % 3)) / 2, Dot(a, b), 1e-5f);
            Assert.Equal(0.5f, Dot(joined.Vector(i)[Ours..], joined.Vector(i)[Ours..]), 1e-5f);
        }

        Assert.True(Dot(joined.Vector(0)[Ours..], joined.Vector(1)[Ours..]) > Dot(joined.Vector(0)[Ours..], joined.Vector(2)[Ours..]));
    }

    [Fact]
    public void Its_model_is_another_one_than_the_networks()
    {
        using var network = FeatureExtractorRegistry.Default.Open(new EmbedderOptions { Weights = "synthetic" });
        using var joined = Open();

        Assert.Equal(network.Model.Id + "-colour-1", joined.Model.Id);
        Assert.Equal("osnet_ain_x0_25+colour", joined.Model.Architecture);
        Assert.True(joined.GivesUnitVectors);
    }

    [Fact]
    public void The_file_of_a_network_takes_colour_too()
    {
        using var named = Open();
        using var file = FeatureExtractorRegistry.Default.Open(new EmbedderOptions
        {
            Weights = Path.Combine(AppContext.BaseDirectory, "models", "osnet_ain_x0_25_synthetic.safetensors+colour"),
        });

        Assert.Equal(named.Model.Id, file.Model.Id);
    }

    [Theory]
    [InlineData("colour+colour")]
    [InlineData("+colour")]
    [InlineData("nothing+colour")]
    public void Colour_is_joined_to_networks_only(string weights)
    {
        var refused = Assert.Throws<ReIdException>(() => FeatureExtractorRegistry.Default.Open(new EmbedderOptions { Weights = weights }));

        Assert.StartsWith($"--weights {weights} is unknown; possible are 'colour'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'+colour'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_is_not_there_is_named_as_without_colour()
    {
        var refused = Assert.Throws<ReIdException>(() => FeatureExtractorRegistry.Default.Open(new EmbedderOptions { Weights = "gone.safetensors+colour" }));

        Assert.Contains("gone.safetensors", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("gone.safetensors+colour", refused.Message, StringComparison.Ordinal);
    }

    protected override IFeatureExtractor Open() =>
        FeatureExtractorRegistry.Default.Open(new EmbedderOptions { Weights = "synthetic+colour" });

    private static EmbeddingBatch Embed(string weights)
    {
        using var embedder = Embedder.Open(new EmbedderOptions { Weights = weights });
        return embedder.Embed(s_people, true, TestContext.Current.CancellationToken);
    }

    private static float Dot(ReadOnlyMemory<float> a, ReadOnlyMemory<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a.Span[i] * b.Span[i];
        }

        return sum;
    }
}
