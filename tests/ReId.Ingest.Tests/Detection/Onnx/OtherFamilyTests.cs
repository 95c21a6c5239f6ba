using Microsoft.Extensions.DependencyInjection;
using ReId.Contracts;
using ReId.Ingest.Detection;
using ReId.Testing;
using ReId.Testing.Onnx;

namespace ReId.Ingest.Tests.Detection.Onnx;

public sealed class OtherFamilyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_of_another_family_is_answered_with_its_name()
    {
        var path = _folder.File("model.onnx");
        File.WriteAllBytes(path, RedSpotModels.NanoDetPlus(128, 64));
        using var services = new ServiceCollection().AddReIdIngest().BuildServiceProvider();

        var error = Assert.Throws<ReIdException>(() => services.GetRequiredService<PersonDetectorCatalog>()
            .Create("yolox", new PersonDetectorOptions { Weights = path }));

        Assert.Equal($"The detector's weights '{path}' are a nanodet model: choose --detector nanodet or onnx.", error.Message);
    }
}
