using ReId.Model.Distances;
using ReId.Model.Losses;
using ReId.Model.Losses.Parts;
using ReId.Model.Losses.Triplets;
using TorchSharp;

namespace ReId.Model.Tests.Losses;

/// <summary>Batch-all visits triplets in pieces; the pieces must not be seen in the result.</summary>
public class BatchAllSizeTests
{
    [Theory]
    [InlineData(18, 4)]
    [InlineData(64, 8)]
    public void Large_batches_run_and_count_every_triplet(int identities, int images)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(2);
        var count = identities * images;
        var embeddings = torch.randn([count, 32]).requires_grad_();
        var labels = torch.tensor(Enumerable.Range(0, count).Select(i => (long)(i % identities)).ToArray());
        using var loss = new TripletBatchAllLoss();

        using var output = loss.Evaluate(embeddings, labels);
        output.Value.backward();

        Assert.Equal((long)count * (images - 1) * (count - images), output.Total);
        Assert.InRange(output.ActiveFraction!.Value, 0.4, 0.8);
        Assert.True(embeddings.grad()!.isfinite().all().item<bool>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(100_000)]
    public void The_size_of_a_piece_changes_nothing(long piece)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(3);
        var embeddings = torch.randn([20, 4], torch.ScalarType.Float64);
        var masks = LabelMasks.Of(torch.tensor(Enumerable.Range(0, 20).Select(i => (long)(i % 6)).ToArray()));
        var whole = Gradient(embeddings, masks, BatchTriplets.EntriesOfAPiece);

        var pieces = Gradient(embeddings, masks, piece);

        Assert.True(whole.allclose(pieces, 1e-12, 1e-12));
    }

    private static torch.Tensor Gradient(torch.Tensor embeddings, LabelMasks masks, long piece)
    {
        var leaf = embeddings.clone().requires_grad_();
        var distances = new EuclideanDistance().Matrix(leaf, leaf);
        BatchTriplets.Reduce(distances, masks, 0.3, false, Reduction.Mean, piece).Value.backward();
        return leaf.grad()!;
    }
}
