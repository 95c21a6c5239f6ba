namespace ReId.Model.Losses.Quadruplets;

/// <summary>
/// The registration of a quadruplet loss. The reduction's default differs between the two forms, and the size is needed
/// for the learned metric only.
/// </summary>
internal static class QuadrupletKind
{
    private const string Source = "Chen, Chen, Zhang, Huang 2017, arXiv:1704.01719";

    public static ILossKind Of<TOptions>(string name, string formula, Func<TOptions, LossSize, Loss> create)
        where TOptions : QuadrupletOptions, new() => new LossKind<TOptions>(name, formula, Source, create);
}
