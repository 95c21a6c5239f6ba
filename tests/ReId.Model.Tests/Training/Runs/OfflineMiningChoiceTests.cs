using ReId.Model.Augmentation;
using ReId.Model.Backbones;
using ReId.Model.Distances;
using ReId.Model.Loading;
using ReId.Model.Training.Recipes;
using ReId.Model.Training.Runs;
using ReId.Testing;
using TorchSharp;

namespace ReId.Model.Tests.Training.Runs;

/// <summary>Which triplets a bag gives: those that plain loops choose on the embeddings of that moment.</summary>
public sealed class OfflineMiningChoiceTests : IDisposable
{
    private const double Margin = 0.2;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{name: semi_hard, options: {margin: 0.2, choice: nearest}}", "before", false)]
    [InlineData("{name: semi_hard, options: {margin: 0.2, choice: nearest}}", "after", false)]
    [InlineData("batch_hard", "before", true)]
    [InlineData("batch_hard", "after", true)]
    public void They_are_chosen_with_the_weights_of_that_moment(string miner, string on, bool hard)
    {
        using var scope = torch.NewDisposeScope();
        var data = TrainingData.Of(ColouredPeople.Make(_folder));
        var recipe = RecipeReader.Parse(
            $$"""
            model: { backbone: osnet_x0_25, options: { input: 64x32, dim: 16, neck: bnneck } }
            stages:
              - losses: [{ name: triplet, on: {{on}} }]
                mining: { identities: 6, images: 4, miner: {{miner}}, triplets: 100, batches: 1 }
            """,
            "r", []);
        using var network = new TrainingNetwork(recipe.Model, recipe.Seed, torch.CPU);
        using var loader = new TrainingLoader(
            data.Images, data.Labels, AugmentationPipeline.Create([], 1), network.Info, new LoaderOptions { Workers = 1 });
        var clock = new StepClock();
        var trains = 0;
        var mining = new OfflineMining(recipe, recipe.Stages[0], data, network, loader, clock, () => trains++);

        var first = Mined(mining);
        Move(network);
        var second = Mined(mining);

        Assert.Equal(2, trains);
        Assert.NotEqual(first, second);
        Assert.Equal(Chosen(Embed(network, loader, data, on), data.Labels, hard), second);
        // The bag is work of the network and the miner, not waiting for data.
        Assert.True(clock.Shares.Network > 0 && clock.Shares.Loss > 0);
    }

    private static SortedSet<(int Anchor, int Positive, int Negative)> Mined(OfflineMining mining)
    {
        var chosen = new SortedSet<(int, int, int)>();
        foreach (var (batch, triplets) in mining.Batches(epoch: 0, count: 1, skip: 0, CancellationToken.None))
        {
            using (batch)
            using (triplets)
            {
                var rows = new[] { triplets!.Anchors, triplets.Positives, triplets.Negatives }.Select(tensor => tensor.data<long>().ToArray()).ToArray();
                chosen.UnionWith(Enumerable.Range(0, rows[0].Length).Select(
                    i => (batch.Positions[rows[0][i]], batch.Positions[rows[1][i]], batch.Positions[rows[2][i]])));
            }
        }

        return chosen;
    }

    // Other weights, and a neck that changes who is near to whom.
    private static void Move(TrainingNetwork network)
    {
        torch.manual_seed(11);
        using var noGrad = torch.no_grad();
        foreach (var (name, tensor) in StateLoader.Entries(network.Module))
        {
            if (name.StartsWith("fc", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal))
            {
                tensor.copy_(torch.randn(tensor.shape));
            }

            if (name.Contains("neck", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal))
            {
                tensor.copy_(torch.randn(tensor.shape).abs() + 0.1);
            }
        }
    }

    private static double[][] Embed(TrainingNetwork network, TrainingLoader loader, TrainingData data, string on)
    {
        network.Module.eval();
        using var noGrad = torch.no_grad();
        var rows = new double[data.Images.Count][];
        foreach (var batch in loader.Load([[.. Enumerable.Range(0, rows.Length)]], 0, augmented: false, skip: 0, CancellationToken.None))
        {
            using (batch)
            {
                var (before, after) = network.Forward(BatchTensors.Images(batch, network.Info, network.Device));
                var unit = VectorNorm.Normalize(on == "after" ? after : before).to_type(torch.ScalarType.Float64);
                for (var i = 0; i < batch.Count; i++)
                {
                    rows[batch.Positions[i]] = unit.select(0, i).contiguous().data<double>().ToArray();
                }
            }
        }

        return rows;
    }

    private static SortedSet<(int Anchor, int Positive, int Negative)> Chosen(double[][] rows, IReadOnlyList<int> labels, bool hard)
    {
        var chosen = new SortedSet<(int, int, int)>();
        for (var a = 0; a < rows.Length; a++)
        {
            int[] positives = [.. Enumerable.Range(0, rows.Length).Where(i => i != a && labels[i] == labels[a])];
            int[] negatives = [.. Enumerable.Range(0, rows.Length).Where(i => labels[i] != labels[a])];
            if (hard)
            {
                chosen.Add((a, positives.MaxBy(i => Square(a, i)), negatives.MinBy(i => Square(a, i))));
                continue;
            }

            foreach (var p in positives)
            {
                int[] band = [.. negatives.Where(n => Square(a, n) > Square(a, p) && Square(a, n) < Square(a, p) + Margin)];
                if (band.Length > 0)
                {
                    chosen.Add((a, p, band.MinBy(n => Square(a, n))));
                }
            }
        }

        return chosen;

        double Square(int i, int j) => rows[i].Zip(rows[j], (x, y) => (x - y) * (x - y)).Sum();
    }
}
