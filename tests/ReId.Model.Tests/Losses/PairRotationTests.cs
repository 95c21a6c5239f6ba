using ReId.Model.Losses.Pairs;
using ReId.Model.Tests.Losses.Contract;
using TorchSharp;

namespace ReId.Model.Tests.Losses;

/// <summary>Which image of which identity meets which in the rounds of the N-pair loss.</summary>
public class PairRotationTests
{
    [Fact]
    public void Images_take_turns_and_the_fewer_begin_again()
    {
        using var scope = torch.NewDisposeScope();

        var turns = PairRotation.Of(torch.tensor(new long[] { 9, 4, 7, 4, 9, 4, 2, 4 }));

        Assert.Equal(4, turns.Rounds);
        Assert.Equal([[0, 1], [4, 3], [0, 5], [4, 7], [0, 1]], Enumerable.Range(0, 5).Select(round => turns.Images(round).data<long>().ToArray()));
    }

    [Theory]
    [InlineData(new long[] { 5 })]
    [InlineData(new long[] { 1, 2, 3 })]
    public void Without_a_pair_there_is_one_round_of_nobody(long[] labels)
    {
        using var scope = torch.NewDisposeScope();

        var turns = PairRotation.Of(torch.tensor(labels));

        Assert.Equal(1, turns.Rounds);
        Assert.Equal(0, turns.Images(0).shape[0]);
    }

    // Not nearly: the mean of the rounds is to the last bit what the pairs give when they are listed by hand.
    [Fact]
    public void The_loss_is_the_mean_of_its_rounds()
    {
        using var scope = torch.NewDisposeScope();
        var batch = Batch.UnequalCounts;
        var (points, labels) = (LossRun.Tensor(batch.Embeddings), torch.tensor(batch.Labels));
        using var loss = new NPairLoss();
        var identities = batch.Labels.Distinct()
            .Select(label => Enumerable.Range(0, batch.Labels.Length).Where(row => batch.Labels[row] == label).Select(row => (long)row).ToArray())
            .Where(rows => rows.Length > 1).ToArray();
        var rounds = Enumerable.Range(0, identities.Max(rows => rows.Length))
            .Select(round => loss.Evaluate(points, labels, Rows(round), Rows(round + 1)).Value);

        using var output = loss.Evaluate(points, labels);

        Assert.Equal((double)torch.stack(rounds).mean(), (double)output.Value);

        torch.Tensor Rows(int round) => torch.tensor(identities.Select(rows => rows[round % rows.Length]).ToArray());
    }
}
