using ReId.Model.Evaluation.Labels;
using ReId.Model.Inference;
using TorchSharp;

namespace ReId.Model.Evaluation.Distances;

/// <summary>Inner products of rows with a fixed matrix, by libtorch's matrix product.</summary>
internal sealed class ProductRows : IDisposable
{
    private readonly FeatureMatrix _left;
    private readonly torch.Tensor _right;

    public ProductRows(FeatureMatrix left, FeatureMatrix right)
    {
        _left = left;
        Columns = right.Rows;
        _right = torch.tensor(right.Values.ToArray(), [right.Rows, right.Dimension]);
    }

    public int Columns { get; }

    /// <summary>Products of rows first … first+count−1 with every row of the fixed matrix.</summary>
    public void Fill(int first, int count, Span<float> products)
    {
        var dimension = _left.Dimension;
        var block = _left.Values.Span.Slice(first * dimension, count * dimension).ToArray();
        using var scope = new InferenceScope(Environment.ProcessorCount);
        var rows = torch.tensor(block, [count, dimension]);
        TorchExtensions.CopyTo(torch.mm(rows, _right.t()), products[..(count * Columns)]);
    }

    public void Dispose() => _right.Dispose();
}
