namespace ReId.Model.Tests.Backbones;

public class ResNet18ContractTests : BackboneContract
{
    protected override string Name => "resnet18";
}

public class ResNet34ContractTests : BackboneContract
{
    protected override string Name => "resnet34";
}

public class ResNet50ContractTests : BackboneContract
{
    protected override string Name => "resnet50";
}

public class ResNet101ContractTests : BackboneContract
{
    protected override string Name => "resnet101";
}
