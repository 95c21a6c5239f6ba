using Microsoft.Extensions.DependencyInjection;
using ReId.Contracts;
using ReId.Ingest.Detection;
using ReId.Ingest.Tests.Support;

namespace ReId.Ingest.Tests.Detection;

public class PersonDetectorCatalogTests
{
    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones()
    {
        using var services = new ServiceCollection().AddReIdIngest().BuildServiceProvider();

        var error = Assert.Throws<ReIdException>(() => services.GetRequiredService<PersonDetectorCatalog>().Create("yolo9000"));

        Assert.Equal("There is no detector 'yolo9000': choose one of boxes, hog, nanodet, none, onnx, yolox.", error.Message);
    }

    [Fact]
    public void One_line_adds_a_detector_and_a_later_line_replaces_it()
    {
        using var mine = new ScriptedDetector(_ => []);
        using var services = new ServiceCollection()
            .AddReIdIngest()
            .AddPersonDetector("mine", _ => throw new InvalidOperationException("replaced"))
            .AddPersonDetector("mine", _ => mine)
            .BuildServiceProvider();
        var catalog = services.GetRequiredService<PersonDetectorCatalog>();

        Assert.Equal(["boxes", "hog", "mine", "nanodet", "none", "onnx", "yolox"], catalog.Names);
        Assert.Same(mine, catalog.Create("MINE"));
    }
}
