using ReId.Model.Distances;
using ReId.Model.Losses.Checking;
using ReId.Model.Losses.Triplets;
using ReId.Model.Training.Metrics;
using TorchSharp;

namespace ReId.Model.Tests.Training.Metrics;

/// <summary>A network of two layers that is trained with batch-hard: at a high rate it really collapses.</summary>
public sealed class RealCollapseTests
{
    private const int Identities = 8;
    private const int Images = 4;
    private const int Inputs = 16;
    private const int Hidden = 32;
    private const int Dimension = 8;
    private const double Margin = 0.3;

    [Fact]
    public void Batch_hard_at_a_high_rate_collapses_and_is_told() => Assert.Contains("collapse", Train(rate: 0.5), StringComparison.Ordinal);

    [Fact]
    public void The_same_network_at_a_low_rate_learns_and_nothing_is_told() => Assert.Null(Train(rate: 0.001));

    private static string? Train(double rate)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(3);
        using var loss = new TripletBatchHardLoss(new() { Margin = Margin });
        var distance = new EuclideanDistance();
        var centres = torch.randn([Identities, Inputs]);
        long[] identities = [.. Enumerable.Range(0, Identities * Images).Select(i => (long)(i / Images))];
        var labels = torch.tensor(identities);
        torch.Tensor[] weights = [torch.randn([Inputs, Hidden]) * 0.25, torch.randn([Hidden, Dimension]) * 0.2];
        var watch = new CollapseWatch();
        for (var step = 1; step <= 300; step++)
        {
            using var inner = torch.NewDisposeScope();
            torch.Tensor[] leaves = [.. weights.Select(weight => weight.detach().requires_grad_())];
            var pictures = centres.index_select(0, labels) + (torch.randn([Identities * Images, Inputs]) * 1.5);
            var embeddings = pictures.mm(leaves[0]).relu().mm(leaves[1]);
            using var output = loss.Evaluate(embeddings, labels);
            output.Value.backward();
            var report = BatchReport.Of(embeddings.detach(), labels, distance, Margin);
            var told = watch.Observe(new StepMetrics
            {
                Step = step,
                Loss = (double)output.Value,
                PositiveDistance = report.MeanPositive,
                NegativeDistance = report.MeanNegative,
                Collapsed = new Dictionary<string, double> { [""] = Margin },
            });
            if (told is not null)
            {
                return told;
            }

            using var noGrad = torch.no_grad();
            for (var i = 0; i < weights.Length; i++)
            {
                weights[i].sub_(leaves[i].grad()! * rate);
            }
        }

        return null;
    }
}
