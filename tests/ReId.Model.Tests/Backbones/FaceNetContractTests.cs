namespace ReId.Model.Tests.Backbones;

public class FaceNetNn1ContractTests : BackboneContract
{
    protected override string Name => "facenet_nn1";

    protected override string SmallInput => "64x64";
}

public class FaceNetNn2ContractTests : BackboneContract
{
    protected override string Name => "facenet_nn2";

    protected override string SmallInput => "64x64";
}

public class FaceNetNn3ContractTests : BackboneContract
{
    protected override string Name => "facenet_nn3";

    protected override string SmallInput => "64x64";
}

public class FaceNetNn4ContractTests : BackboneContract
{
    protected override string Name => "facenet_nn4";

    protected override string SmallInput => "64x64";
}
