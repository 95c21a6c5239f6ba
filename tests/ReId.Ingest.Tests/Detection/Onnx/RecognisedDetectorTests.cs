using ReId.Testing.Onnx;

namespace ReId.Ingest.Tests.Detection.Onnx;

/// <summary>The layout that is recognised by the outputs, and what is said of models that have none.</summary>
public class RecognisedDetectorTests : OnnxDetectorContract
{
    protected override string Name => "onnx";

    protected override byte[] Model(int width, int height) => RedSpotModels.NanoDet(width, height);

    [Fact]
    public void An_unknown_layout_is_answered_with_the_outputs_and_the_known_ones()
    {
        using var services = Services();
        var path = Write("classifier.onnx", RedSpotModels.Classifier(64, 32));

        Assert.Equal(
            $"The detector's weights '{path}' have an unknown layout: their outputs are 'score' 1×3×1×1, but for an input of 64×32 "
            + "YOLOX gives one of 1×42×(5 + classes), NanoDet gives six of 1×32|8|2×(classes or 32), NanoDet-Plus one of 1×43×(classes + 32).",
            Fails(services, path).Message);
    }

    [Theory]
    [InlineData("no network at all")]
    [InlineData("")]
    [InlineData("\n\u0005graph")]
    public void What_is_no_onnx_file_is_one_sentence(string content)
    {
        using var services = Services();
        var path = Write("junk.onnx", System.Text.Encoding.UTF8.GetBytes(content));

        Assert.Equal($"The detector's weights '{path}' are no ONNX file.", Fails(services, path).Message);
    }

    [Fact]
    public void A_truncated_file_is_no_onnx_file()
    {
        using var services = Services();
        var path = Write("half.onnx", RedSpotModels.Yolox(192, 128)[..^100]);

        Assert.Equal($"The detector's weights '{path}' are no ONNX file.", Fails(services, path).Message);
    }

    [Fact]
    public void A_network_that_opencv_cannot_load_is_one_sentence()
    {
        using var services = Services();
        var graph = new OnnxGraph().Input("images", 1, 3, 32, 32);
        graph.Node("NoSuchOperator", ["images"], "output");
        var path = Write("odd.onnx", graph.Output("output", 1, 3, 32, 32).ToFile());

        var error = Fails(services, path).Message;

        Assert.StartsWith($"The detector's weights '{path}' cannot be ", error);
        Assert.DoesNotContain("\n", error);
        Assert.EndsWith(".", error);
    }

    [Fact]
    public void An_input_without_a_size_is_one_sentence()
    {
        using var services = Services();
        var graph = new OnnxGraph().Input("images", 1, 3, 0, 0);
        graph.Node("Relu", ["images"], "output");
        var path = Write("open.onnx", graph.Output("output", 1, 3, 0, 0).ToFile());

        Assert.Contains("take 'images' 1×3×?×?, but a detector takes one picture of a fixed size", Fails(services, path).Message);
    }

    private string Write(string name, byte[] bytes)
    {
        var path = Folder.File(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
