using ReId.Contracts;
using ReId.Model.Backbones;
using ReId.Model.Embedding;
using ReId.Model.Inference;
using ReId.Model.Tests.Backbones;
using ReId.Model.Weights;
using TorchSharp;

namespace ReId.Model.Tests.Inference;

public class TorchFeatureExtractorTests
{
    private const string Small = "osnet_x0_25";

    // Folding rounds once more than running convolution and normalisation apart; features reach about 8.
    private const float Tolerance = 2e-4f;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Bytes_give_what_the_module_gives_for_the_normalised_picture(int count)
    {
        var backbone = BackboneCatalog.Get(Small);
        using var module = backbone.Create();
        GoldenOsNet.FillByFormula(module);
        using var extractor = new TorchFeatureExtractor(ModelOf(module), "cpu", 2);
        using var batch = Pictures(count);
        var features = new float[count * 512];

        extractor.Extract(batch, features);

        var expected = ByDefinition(module, batch);
        for (var i = 0; i < features.Length; i++)
        {
            Assert.Equal(expected[i], features[i], Tolerance);
        }
    }

    [Fact]
    public void Batch_sizes_that_change_between_calls_do_not_change_the_features()
    {
        using var extractor = new TorchFeatureExtractor(ModelByFormula(), "cpu", 2);
        using var batch = Pictures(4);
        var together = new float[4 * 512];
        extractor.Extract(batch, together);
        foreach (var count in (int[])[1, 3, 2, 4])
        {
            batch.Count = count;
            var features = new float[count * 512];
            extractor.Extract(batch, features);
            for (var i = 0; i < features.Length; i++)
            {
                Assert.Equal(together[i], features[i], Tolerance);
            }
        }
    }

    [Fact]
    public void A_fresh_thread_may_call_it()
    {
        using var extractor = new TorchFeatureExtractor(ModelByFormula(), "cpu", 2);
        using var batch = Pictures(1);
        var here = new float[512];
        var there = new float[512];
        extractor.Extract(batch, here);
        var thread = new Thread(() => extractor.Extract(batch, there));
        thread.Start();
        thread.Join();

        Assert.Equal(here, there);
    }

    [Fact]
    public void Wrong_sizes_are_refused()
    {
        using var extractor = new TorchFeatureExtractor(ModelByFormula());
        using var wide = new PixelBatch(1, 256, 64) { Count = 1 };
        using var batch = Pictures(1);

        Assert.Contains("256×64", Assert.Throws<ArgumentException>(() => extractor.Extract(wide, new float[512])).Message, StringComparison.Ordinal);
        Assert.Contains("512 places", Assert.Throws<ArgumentException>(() => extractor.Extract(batch, new float[511])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpu", "takes cpu, cuda")]
    [InlineData("cuda:x", "takes cpu, cuda")]
    public void An_unknown_device_is_named(string device, string hint)
    {
        var failure = Assert.Throws<ReIdException>(() => new TorchFeatureExtractor(ModelByFormula(), device));

        Assert.Contains($"'{device}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(hint, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cuda_without_a_device_says_what_is_needed()
    {
        if (torch.cuda.is_available())
        {
            Assert.Skip("this machine has a CUDA device");
        }

        var failure = Assert.Throws<ReIdException>(() => new TorchFeatureExtractor(ModelByFormula(), "cuda"));
        Assert.Contains("use cpu", failure.Message, StringComparison.Ordinal);
    }

    private static ModelFile ModelByFormula()
    {
        using var module = BackboneCatalog.Get(Small).Create();
        GoldenOsNet.FillByFormula(module);
        return ModelOf(module);
    }

    private static ModelFile ModelOf(torch.nn.Module module) =>
        new(StateLoader.SaveState(module), new ModelInfo { Architecture = Small, Dimension = 512 });

    private static PixelBatch Pictures(int count)
    {
        var batch = new PixelBatch(count, 256, 128) { Count = count };
        var random = new Random(7);
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(batch.Slot(i));
        }

        return batch;
    }

    /// <summary>Pixel by pixel: (x/255 − mean)/std into a planar tensor, then the unfolded module.</summary>
    private static float[] ByDefinition(torch.nn.Module<torch.Tensor, torch.Tensor> module, PixelBatch batch)
    {
        var info = new ModelInfo { Architecture = Small, Dimension = 512 };
        var (height, width) = (batch.Height, batch.Width);
        var planar = new float[batch.Count * 3 * height * width];
        for (var n = 0; n < batch.Count; n++)
        {
            var pixels = batch.Slot(n);
            for (var i = 0; i < height * width; i++)
            {
                for (var c = 0; c < 3; c++)
                {
                    planar[(((n * 3) + c) * height * width) + i] = ((pixels[(i * 3) + c] / 255f) - info.Mean[c]) / info.Std[c];
                }
            }
        }

        module.eval();
        using var noGrad = torch.no_grad();
        using var input = torch.tensor(planar, [batch.Count, 3, height, width]);
        using var features = module.call(input);
        return features.data<float>().ToArray();
    }
}
