using static ReId.Bindings.Faiss.FaissOperations;

namespace ReId.Bindings.Faiss.Tests.Contract;

public sealed class FlatContract : IndexContractTests
{
    protected override string Description => "Flat";

    protected override FaissOperations Operations =>
        AddSequentially | Remove | RangeSearch | FilteredSearch | Reconstruct | Merge | Write;

    protected override double RecallFloor => 1;
}

public sealed class FlatL2Contract : IndexContractTests
{
    protected override string Description => "Flat";

    protected override FaissMetric Metric => FaissMetric.L2;

    protected override FaissOperations Operations =>
        AddSequentially | Remove | RangeSearch | FilteredSearch | Reconstruct | Merge | Write;

    protected override double RecallFloor => 1;
}

public sealed class IdMapFlatContract : IndexContractTests
{
    protected override string Description => "IDMap2,Flat";

    protected override FaissOperations Operations =>
        AddWithIds | Remove | RangeSearch | FilteredSearch | Reconstruct | Merge | Write;

    protected override double RecallFloor => 1;
}

public sealed class IvfFlatContract : IndexContractTests
{
    protected override string Description => "IVF16,Flat";

    protected override FaissOperations Operations =>
        AddSequentially | AddWithIds | Remove | RangeSearch | FilteredSearch | Reconstruct | Merge | Write;

    protected override double RecallFloor => 1;

    protected override void Tune(FaissIndex index) => index.NProbe = 16;
}

public sealed class IvfFlatL2Contract : IndexContractTests
{
    protected override string Description => "IVF16,Flat";

    protected override FaissMetric Metric => FaissMetric.L2;

    protected override FaissOperations Operations =>
        AddSequentially | AddWithIds | Remove | RangeSearch | FilteredSearch | Reconstruct | Merge | Write;

    protected override double RecallFloor => 1;

    protected override void Tune(FaissIndex index) => index.NProbe = 16;
}

public sealed class IvfPqContract : IndexContractTests
{
    protected override string Description => "IVF16,PQ16";

    protected override FaissOperations Operations =>
        AddSequentially | AddWithIds | Remove | RangeSearch | FilteredSearch | Reconstruct | Merge | Write;

    protected override double RecallFloor => 0.6;

    protected override void Tune(FaissIndex index) => index.NProbe = 16;
}

public sealed class HnswContract : IndexContractTests
{
    protected override string Description => "HNSW32";

    protected override FaissOperations Operations => AddSequentially | Reconstruct | Write;

    protected override double RecallFloor => 0.95;

    protected override void Tune(FaissIndex index) => index.EfSearch = 128;
}

public sealed class IdMapHnswContract : IndexContractTests
{
    protected override string Description => "IDMap2,HNSW32";

    protected override FaissOperations Operations => AddWithIds | Reconstruct | Write;

    protected override double RecallFloor => 0.95;

    protected override void Tune(FaissIndex index) => index.EfSearch = 128;
}

public sealed class TransformedIvfContract : IndexContractTests
{
    protected override string Description => "RR32,IVF16,PQ16";

    protected override FaissOperations Operations =>
        AddSequentially | AddWithIds | Remove | RangeSearch | FilteredSearch | Reconstruct | Write;

    protected override double RecallFloor => 0.55;

    protected override void Tune(FaissIndex index) => index.NProbe = 16;
}

public sealed class ScalarQuantizedIvfContract : IndexContractTests
{
    protected override string Description => "IVF16,SQ8";

    protected override FaissOperations Operations =>
        AddSequentially | AddWithIds | Remove | RangeSearch | FilteredSearch | Reconstruct | Merge | Write;

    protected override double RecallFloor => 0.85;

    protected override void Tune(FaissIndex index) => index.NProbe = 16;
}
