#if REID_ONNXRUNTIME
using ReId.Model.Embedding;
using ReId.Model.Preprocessing;

namespace ReId.Model.Tests.Preprocessing;

public sealed class PixelNormaliserTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(47)]
    [InlineData(256 * 128)]
    public void Every_pixel_lands_in_its_plane(int count)
    {
        var model = new ModelInfo { Architecture = "a", Dimension = 1, Mean = [0.1f, 0.2f, 0.3f], Std = [0.5f, 0.25f, 2] };
        var pixels = new byte[count * 3];
        new Random(5).NextBytes(pixels);
        var planes = new float[count * 3];

        new PixelNormaliser(model).Run(pixels, planes);

        for (var i = 0; i < pixels.Length; i++)
        {
            var (pixel, c) = (i / 3, i % 3);
            Assert.Equal(((pixels[i] / 255.0) - model.Mean[c]) / model.Std[c], planes[(c * count) + pixel], 1e-5);
        }
    }
}
#endif
