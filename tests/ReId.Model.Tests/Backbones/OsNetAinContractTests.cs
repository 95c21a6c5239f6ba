namespace ReId.Model.Tests.Backbones;

public class OsNetAinX025ContractTests : BackboneContract
{
    protected override string Name => "osnet_ain_x0_25";
}

public class OsNetAinX05ContractTests : BackboneContract
{
    protected override string Name => "osnet_ain_x0_5";
}

public class OsNetAinX075ContractTests : BackboneContract
{
    protected override string Name => "osnet_ain_x0_75";
}

public class OsNetAinX10ContractTests : BackboneContract
{
    protected override string Name => "osnet_ain_x1_0";
}
