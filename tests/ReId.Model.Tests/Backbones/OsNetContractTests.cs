namespace ReId.Model.Tests.Backbones;

public class OsNetX025ContractTests : BackboneContract
{
    protected override string Name => "osnet_x0_25";
}

public class OsNetX10ContractTests : BackboneContract
{
    protected override string Name => "osnet_x1_0";
}
