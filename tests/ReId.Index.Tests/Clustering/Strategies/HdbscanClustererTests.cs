namespace ReId.Index.Tests.Clustering.Strategies;

public sealed class HdbscanClustererTests() : GraphClustererContract("hdbscan")
{
    // It takes the densest parts: only the least size keeps it from dividing nine crops of a person into two groups.
    protected override int MinSamples => 5;
}
