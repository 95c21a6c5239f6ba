namespace ReId.Model.Tests.Backbones;

public class ResNet18IbnAContractTests : BackboneContract
{
    protected override string Name => "resnet18_ibn_a";
}

public class ResNet34IbnAContractTests : BackboneContract
{
    protected override string Name => "resnet34_ibn_a";
}

public class ResNet50IbnAContractTests : BackboneContract
{
    protected override string Name => "resnet50_ibn_a";
}

public class ResNet101IbnAContractTests : BackboneContract
{
    protected override string Name => "resnet101_ibn_a";
}
