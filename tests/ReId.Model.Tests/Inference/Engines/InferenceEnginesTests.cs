using ReId.Contracts;
using ReId.Model.Embedding;
using ReId.Model.Inference.Engines;

namespace ReId.Model.Tests.Inference.Engines;

/// <summary>The choice among engines, with engines whose library is there or not as the test says.</summary>
public sealed class InferenceEnginesTests
{
    private const string Reason = "its library is not here; install it.";

    private readonly List<string> _notices = [];

    [Fact]
    public void The_first_that_can_serve_is_chosen_without_a_word()
    {
        Assert.Equal("fast", Choose(Engines()));
        Assert.Empty(_notices);
    }

    [Fact]
    public void Where_the_library_is_missing_the_next_serves_and_says_so_once()
    {
        Assert.Equal("sure", Choose(Engines(missing: Reason)));
        Assert.Equal($"SURE serves, because {Reason}", Assert.Single(_notices));
    }

    [Fact]
    public void A_device_of_the_other_engine_is_no_news()
    {
        Assert.Equal("sure", Choose(Engines(missing: Reason), device: "cuda:1"));
        Assert.Empty(_notices);
    }

    [Theory]
    [InlineData("m.safetensors", "sure", "cpu", "sure")]
    [InlineData("m.safetensors", "FAST", "cpu", "fast")]
    [InlineData("m.onnx", "auto", "cpu", "fast")]
    public void A_name_is_obeyed(string weights, string engine, string device, string expected) =>
        Assert.Equal(expected, Choose(Engines(), engine, device, weights));

    [Theory]
    [InlineData("m.onnx", "auto", "cuda", null, "m.onnx", "'cuda'", "FAST")]
    [InlineData("m.onnx", "auto", "cpu", Reason, "m.onnx", Reason)]
    [InlineData("m.onnx", "sure", "cpu", null, "--engine sure", "m.onnx")]
    [InlineData("m.safetensors", "fast", "cpu", Reason, "--engine fast", Reason)]
    [InlineData("m.safetensors", "fast", "cuda", null, "'cuda'", "cpu only")]
    [InlineData("m.safetensors", "tpu", "cpu", null, "'tpu'", "auto, fast, sure")]
    public void What_cannot_be_is_one_sentence(string weights, string engine, string device, string? missing, params string[] hints)
    {
        var error = Assert.Throws<ReIdException>(() => Choose(Engines(missing), engine, device, weights));

        Assert.All(hints, hint => Assert.Contains(hint, error.Message, StringComparison.Ordinal));
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    private static InferenceEngines Engines(string? missing = null) => new(
        new Fake("fast", missing, device => device == "cpu", _ => true),
        new Fake("sure", null, _ => true, weights => !OnnxEnding.Is(weights)));

    private string Choose(InferenceEngines engines, string engine = "auto", string device = "cpu", string weights = "m.safetensors") =>
        engines.Choose(new EmbedderOptions { Weights = weights, Engine = engine, Device = device, Notice = _notices.Add }).Name;

    private sealed class Fake(string name, string? missing, Func<string, bool> runsOn, Func<string, bool> reads) : IInferenceEngine
    {
        public string Name => name;

        public string Title => name.ToUpperInvariant();

        public string? Missing => missing;

        public bool RunsOn(string device) => runsOn(device);

        public bool Reads(string weights) => reads(weights);

        public IFeatureExtractor Open(EmbedderOptions options) => throw new NotSupportedException();
    }
}
