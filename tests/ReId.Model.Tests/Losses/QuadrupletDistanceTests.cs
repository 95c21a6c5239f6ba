using ReId.Model.Losses;
using ReId.Model.Losses.Checking;
using ReId.Model.Losses.Quadruplets;
using ReId.Model.Miners;
using ReId.Model.Tests.Losses.Contract;
using TorchSharp;

namespace ReId.Model.Tests.Losses;

/// <summary>The distance of a quadruplet loss is what it trains with: with the learned metric g, by plain loops here.</summary>
public class QuadrupletDistanceTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_learned_metric_is_what_a_batch_is_reported_with(bool squared)
    {
        using var scope = torch.NewDisposeScope();
        using var loss = Learned(squared);
        var batch = Batch.Usual;
        var all = Enumerable.Range(0, batch.Labels.Length).ToArray();
        var g = Loops(loss, batch, batch, squared);

        var report = BatchReport.Of(LossRun.Tensor(batch.Embeddings), torch.tensor(batch.Labels), loss.Distance, 0.1);

        double[] gaps =
        [
            .. from a in all
               from p in all
               from n in all
               where a != p && batch.Labels[a] == batch.Labels[p] && batch.Labels[a] != batch.Labels[n]
               select g[a, n] - g[a, p],
        ];
        Assert.Equal(new TripletCategories(gaps.Count(x => x >= 0.1), gaps.Count(x => x is > 0 and < 0.1), gaps.Count(x => x <= 0)), report.Triplets);
        Assert.Equal(Mean(batch, g, same: true), report.MeanPositive, 1e-12);
        Assert.Equal(Mean(batch, g, same: false), report.MeanNegative, 1e-12);
    }

    [Theory]
    [InlineData(true, "squared_learned")]
    [InlineData(false, "learned")]
    public void It_measures_between_two_batches_and_in_another_type(bool squared, string name)
    {
        using var scope = torch.NewDisposeScope();
        using var loss = Learned(squared);
        var (rows, columns) = (Batch.Usual, Batch.WithSingletons);
        var expected = Loops(loss, rows, columns, squared).Cast<double>().ToArray();

        var exact = loss.Distance.Matrix(LossRun.Tensor(rows.Embeddings), LossRun.Tensor(columns.Embeddings));
        var single = loss.Distance.Matrix(LossRun.Tensor(rows.Embeddings).@float(), LossRun.Tensor(columns.Embeddings).@float());

        Assert.Equal(name, loss.Distance.Name);
        Assert.Equal([12L, 7L], exact.shape);
        Assert.Equal(torch.ScalarType.Float32, single.dtype);
        Assert.All(expected.Zip(exact.data<double>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        Assert.All(expected.Zip(single.data<float>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private static QuadrupletBatchHardLoss Learned(bool squared)
    {
        torch.manual_seed(3);
        var loss = new QuadrupletBatchHardLoss(
            new QuadrupletOptions { Metric = QuadrupletMetric.Learned, Squared = squared },
            new LossSize(4, 5, torch.ScalarType.Float64));
        using var noGrad = torch.no_grad();
        using var bias = torch.tensor(new[] { 0.3, -0.2 });
        loss.named_parameters().Single(one => one.name == "metric_bias").parameter.copy_(bias);
        return loss;
    }

    // A softmax over two logits is the logistic function of how much the second one is larger.
    private static double[,] Loops(QuadrupletLoss loss, Batch rows, Batch columns, bool squared)
    {
        var learned = loss.named_parameters().ToDictionary(one => one.name, one => one.parameter.data<double>().ToArray());
        var (weights, bias) = (learned["metric_weights"], learned["metric_bias"]);
        var dimension = weights.Length / 2;
        var g = new double[rows.Labels.Length, columns.Labels.Length];
        for (var i = 0; i < rows.Labels.Length; i++)
        {
            for (var j = 0; j < columns.Labels.Length; j++)
            {
                var lead = bias[1] - bias[0];
                for (var c = 0; c < dimension; c++)
                {
                    lead += (weights[dimension + c] - weights[c]) * Math.Abs(rows.Embeddings[i, c] - columns.Embeddings[j, c]);
                }

                var different = 1 / (1 + Math.Exp(-lead));
                g[i, j] = squared ? different * different : different;
            }
        }

        return g;
    }

    private static double Mean(Batch batch, double[,] g, bool same)
    {
        var all = Enumerable.Range(0, batch.Labels.Length);
        return (from i in all from j in all where i != j && batch.Labels[i] == batch.Labels[j] == same select g[i, j]).Average();
    }
}
