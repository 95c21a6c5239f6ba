namespace ReId.Model.Tests.Backbones;

public class OsNetX025ContractTests : BackboneContract
{
    protected override string Name => "osnet_x0_25";
}

public class OsNetX05ContractTests : BackboneContract
{
    protected override string Name => "osnet_x0_5";
}

public class OsNetX075ContractTests : BackboneContract
{
    protected override string Name => "osnet_x0_75";
}

public class OsNetX10ContractTests : BackboneContract
{
    protected override string Name => "osnet_x1_0";
}

public class OsNetIbnContractTests : BackboneContract
{
    protected override string Name => "osnet_ibn_x1_0";
}
