namespace ReId.Model.Tests.Losses;

public sealed class SmoothedNormFaceLossTests : NormFaceLossTests
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["label_smoothing"] = "0.1" };

    private protected override double Smoothing => 0.1;
}

public sealed class SmoothedCosFaceLossTests : CosFaceLossTests
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["label_smoothing"] = "0.1" };

    private protected override double Smoothing => 0.1;
}

public sealed class SmoothedArcFaceLossTests : ArcFaceLossTests
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["label_smoothing"] = "0.1" };

    private protected override double Smoothing => 0.1;
}

public sealed class SmoothedASoftmaxLossTests : ASoftmaxLossTests
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["lam"] = "2", ["label_smoothing"] = "0.1" };

    private protected override double Smoothing => 0.1;
}
