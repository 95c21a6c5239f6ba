namespace ReId.Model.Tests.Backbones;

public class MobileNetV2ContractTests : BackboneContract
{
    protected override string Name => "mobilenet_v2";
}

public class MobileNetV2X10ContractTests : BackboneContract
{
    protected override string Name => "mobilenetv2_x1_0";
}

public class MobileNetV2X14ContractTests : BackboneContract
{
    protected override string Name => "mobilenetv2_x1_4";
}
