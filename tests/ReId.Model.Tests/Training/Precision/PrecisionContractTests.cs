using TorchSharp;

namespace ReId.Model.Tests.Training.Precision;

public class FullPrecisionTests : PrecisionContract
{
    protected override string Name => "float32";

    protected override torch.ScalarType Inside => torch.ScalarType.Float32;

    protected override double LeastCosine => 1 - 1e-9;

    protected override double LeastCosineOfTwoLayers => 1 - 1e-12;
}

public class BrainPrecisionTests : PrecisionContract
{
    protected override string Name => "bfloat16";

    protected override torch.ScalarType Inside => torch.ScalarType.BFloat16;
}
