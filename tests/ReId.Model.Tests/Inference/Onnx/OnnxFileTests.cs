using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Tests.Support;
using ReId.OnnxFormat;
using ReId.OnnxFormat.Wire;
using ReId.Testing;

namespace ReId.Model.Tests.Inference.Onnx;

/// <summary>What an ONNX file must be, and what is said when it is not.</summary>
public sealed class OnnxFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notices = [];

    public OnnxFileTests() => OnnxRequired.OrSkip();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_of_ours_says_what_it_is()
    {
        using var extractor = Open(OnnxFiles.Ours(OnnxFiles.Info with { Resize = "bicubic", Mean = [0, 0, 0], Std = [1, 1, 1] }));

        Assert.Equal(("mean-1", "mean", "bicubic"), (extractor.Model.Id, extractor.Model.Architecture, extractor.Model.Resize));
        Assert.Equal((12, 7, 3), (extractor.Model.InputHeight, extractor.Model.InputWidth, extractor.Model.Dimension));
        Assert.Equal([0.1f, 0.2f, 0.3f], Features(extractor, 25.5f, 51, 76.5f), (a, b) => Math.Abs(a - b) < 3e-3f);
        Assert.Empty(_notices);
    }

    [Fact]
    public void A_foreign_file_is_prepared_by_its_graph_and_what_is_assumed_is_said_once()
    {
        using var extractor = Open(OnnxFiles.Foreign());
        var first = extractor.Model;
        Features(extractor, 1, 2, 3);

        Assert.Contains("12×7 pixels", Assert.Single(_notices), StringComparison.Ordinal);
        Assert.Equal((12, 7, 3), (first.InputHeight, first.InputWidth, first.Dimension));
        Assert.Equal([0.485f, 0.456f, 0.406f], first.Mean);
        Assert.StartsWith("onnx-", first.Id, StringComparison.Ordinal);
        using var again = Open(OnnxFiles.Foreign(), "renamed.onnx");
        using var other = Open(OnnxFiles.Foreign(width: 8));
        Assert.Equal(first.Id, again.Model.Id);
        Assert.NotEqual(first.Id, other.Model.Id);
    }

    [Fact]
    public void Open_sizes_take_the_usual_ones_and_an_open_dimension_is_measured()
    {
        using var extractor = Open(OnnxFiles.WithoutMetadata(OnnxFiles.Mean([-1, 3, -1, -1], [-1, -1])));

        Assert.Equal((256, 128, 3), (extractor.Model.InputHeight, extractor.Model.InputWidth, extractor.Model.Dimension));
        Assert.DoesNotContain("graph", Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_for_one_picture_is_run_picture_by_picture_and_that_is_said()
    {
        using var extractor = Open(OnnxFiles.Foreign(batch: 1));
        using var batch = new PixelBatch(3, 12, 7) { Count = 3 };
        Enumerable.Range(0, 3).ToList().ForEach(i => batch.Slot(i).Fill((byte)(i * 100)));
        var features = new float[9];

        extractor.Extract(batch, features);

        Assert.Equal(-0.485f / 0.229f, features[0], 1e-5f);
        Assert.Equal(((200f / 255) - 0.485f) / 0.229f, features[6], 1e-5f);
        Assert.Contains(_notices, n => n.Contains("picture by picture", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_threads_may_call_one_extractor()
    {
        using var extractor = Open(OnnxFiles.Ours(), threads: 1);
        var wrong = 0;

        Parallel.For(0, 64, i =>
        {
            var value = (float)(i % 8 * 30);
            var expected = ((value / 255) - 0.485f) / 0.229f;
            Interlocked.Add(ref wrong, Math.Abs(Features(extractor, value, 0, 0)[0] - expected) < 1e-4f ? 0 : 1);
        });

        Assert.Equal(0, wrong);
    }

    [Theory]
    [InlineData(0, "holds no graph")]
    [InlineData(20, "cut off")]
    [InlineData(150, "cut off")]
    public void A_file_that_was_cut_off_is_named(int length, string hint) =>
        AssertRefused(OnnxFiles.Ours()[..length], hint);

    [Fact]
    public void Text_is_no_model() => AssertRefused("these are no weights at all"u8.ToArray(), "not ONNX");

    [Fact]
    public void A_changed_weight_is_noticed()
    {
        var bytes = OnnxFiles.Ours();
        var at = bytes.AsSpan().IndexOf("GlobalAveragePool"u8);
        bytes[at] ^= 1;

        AssertRefused(bytes, "changed or damaged");
    }

    [Theory]
    [InlineData("mean-1", "mean-2")]
    [InlineData("0.485,", "0.495,")]
    [InlineData("bilinear", "bicubics")]
    public void Changed_metadata_is_noticed(string was, string becomes)
    {
        var bytes = OnnxFiles.Ours();
        System.Text.Encoding.ASCII.GetBytes(becomes).CopyTo(bytes, bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(was)));

        AssertRefused(bytes, "metadata", "changed or damaged");
    }

    [Fact]
    public void Metadata_of_other_programs_is_left_in_peace()
    {
        var file = OnnxFiles.Ours();
        var note = new ProtoWriter().Message(OnnxFields.Model.MetadataProps, entry => entry
            .Text(OnnxFields.Entry.Key, "checked.by").Text(OnnxFields.Entry.Value, "somebody"));

        using var extractor = Open([.. file, .. note.Written.Span]);

        Assert.Equal("mean-1", extractor.Model.Id);
    }

    [Fact]
    public void Metadata_that_disagrees_with_the_graph_is_named() =>
        AssertRefused(OnnxFiles.Ours(OnnxFiles.Info with { Dimension = 4 }), "12×7 to 4", "12×7 to 3");

    [Theory]
    [InlineData(new long[] { -1, 12, 7, 3 }, new long[] { -1, 7 }, OnnxFields.Tensor.FloatType, "'pictures'", "float ?×12×7×3", "N×3")]
    [InlineData(new long[] { -1, 3, 12 }, new long[] { -1, 3 }, OnnxFields.Tensor.FloatType, "float ?×3×12", "N×3")]
    [InlineData(new long[] { -1, 3, 12, 7 }, new long[] { -1, 3, 2 }, OnnxFields.Tensor.FloatType, "")]
    public void A_graph_that_is_no_embedding_is_described(long[] input, long[] output, int type, params string[] hints) =>
        AssertRefused(OnnxFiles.WithoutMetadata(OnnxFiles.Mean(input, output, type)), hints);

    [Fact]
    public void Several_outputs_are_named()
    {
        var graph = OnnxFiles.Mean([-1, 3, 12, 7], [-1, 3]);
        graph.Add("Relu", ["vectors"], null, "scores");
        graph.Declare(OnnxFields.Graph.Output, "scores", [-1, 3]);

        AssertRefused(OnnxFiles.WithoutMetadata(graph), "2 outputs", "'vectors'", "'scores'");
    }

    [Fact]
    public void An_unknown_operator_is_named_by_the_engine()
    {
        var graph = OnnxFiles.Mean([-1, 3, 12, 7], [-1, 3]);
        graph.Add("Frobnicate", ["vectors"]);

        AssertRefused(OnnxFiles.WithoutMetadata(graph), "ONNX Runtime", "Frobnicate");
    }

    private static float[] Features(IFeatureExtractor extractor, float red, float green, float blue)
    {
        using var batch = new PixelBatch(1, extractor.Model.InputHeight, extractor.Model.InputWidth) { Count = 1 };
        for (var i = 0; i < batch.PictureSize; i++)
        {
            batch.Slot(0)[i] = (byte)Math.Round((i % 3) switch { 0 => red, 1 => green, _ => blue });
        }

        var features = new float[extractor.Model.Dimension];
        extractor.Extract(batch, features);
        return features;
    }

    private IFeatureExtractor Open(byte[] file, string name = "m.onnx", int threads = 0)
    {
        var path = _folder.File(name);
        File.WriteAllBytes(path, file);
        return FeatureExtractorRegistry.Default.Open(
            new EmbedderOptions { Weights = path, Threads = threads, Notice = _notices.Add });
    }

    private void AssertRefused(byte[] file, params string[] hints)
    {
        var error = Assert.Throws<ReIdException>(() => Open(file).Dispose());

        Assert.Contains(_folder.File("m.onnx"), error.Message, StringComparison.Ordinal);
        Assert.All(hints, hint => Assert.Contains(hint, error.Message, StringComparison.Ordinal));
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
