using ReId.Model.Backbones;

namespace ReId.Model.Tests.Backbones;

/// <summary>
/// Published costs, to the printed digits: multiply-adds of convolutions and linear layers. Sources: the OSNet paper
/// (table of widths) and torchreid's model zoo for 256×128; torchvision's documentation for 224×224, which counts the
/// classifier to 1,000 classes too; tables 1 and 2 of the FaceNet paper.
/// </summary>
public class BackboneCostTests
{
    [Theory]
    [InlineData("osnet_x1_0", 2.2, 0.98)]
    [InlineData("osnet_x0_75", 1.3, 0.57)]
    [InlineData("osnet_x0_5", 0.6, 0.27)]
    [InlineData("osnet_x0_25", 0.2, 0.08)]
    [InlineData("osnet_ibn_x1_0", 2.2, 0.98)]
    [InlineData("osnet_ain_x1_0", 2.2, 0.98)]
    public void Osnet_costs_what_was_published(string name, double millions, double billions)
    {
        var cost = BackboneCost.Of(BackboneCatalog.Get(name));

        Assert.Equal(millions, Math.Round(cost.Parameters / 1e6, 1));
        Assert.Equal(billions, Math.Round(cost.MultiplyAdds / 1e9, 2));
    }

    [Theory]
    [InlineData("resnet18", 512, 11.7, 1.8)]
    [InlineData("resnet34", 512, 21.8, 3.7)]
    [InlineData("resnet50", 2048, 25.6, 4.1)]
    [InlineData("resnet101", 2048, 44.5, 7.8)]
    [InlineData("mobilenet_v2", 1280, 3.5, 0.3)]
    public void At_224_pixels_and_with_the_classifier_torchvisions_networks_cost_what_was_published(
        string name, int features, double millions, double billions)
    {
        var cost = BackboneCost.Of(BackboneCatalog.Get(name, new Dictionary<string, string> { ["input"] = "224x224" }));
        var (classifierParameters, classifierMultiplyAdds) = ((features + 1) * 1000L, features * 1000L);

        Assert.Equal(millions, Math.Round((cost.Parameters + classifierParameters) / 1e6, 1));
        Assert.Equal(billions, Math.Round((cost.MultiplyAdds + classifierMultiplyAdds) / 1e9, 1));
    }

    [Theory]
    [InlineData("resnet50", 23.5, 2.7)]
    [InlineData("mobilenetv2_x1_0", 2.2, 0.2)]
    [InlineData("mobilenetv2_x1_4", 4.3, 0.4)]
    public void At_256_by_128_they_cost_what_torchreid_publishes(string name, double millions, double billions)
    {
        var cost = BackboneCost.Of(BackboneCatalog.Get(name));

        Assert.Equal(millions, Math.Round(cost.Parameters / 1e6, 1));
        Assert.Equal(billions, Math.Round(cost.MultiplyAdds / 1e9, 1));
    }

    [Theory]
    [InlineData("facenet_nn1", 140, 1.6)]
    [InlineData("facenet_nn2", 7.5, 1.6)]
    public void The_networks_of_the_FaceNet_paper_cost_what_its_tables_say(string name, double millions, double billions)
    {
        var cost = BackboneCost.Of(BackboneCatalog.Get(name));

        Assert.Equal(millions, Math.Round(cost.Parameters / 1e6, name == "facenet_nn1" ? 0 : 1));
        Assert.Equal(billions, Math.Round(cost.MultiplyAdds / 1e9, 1));
    }
}
