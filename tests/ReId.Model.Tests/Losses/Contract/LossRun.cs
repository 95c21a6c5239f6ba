using ReId.Model.Losses;
using TorchSharp;

namespace ReId.Model.Tests.Losses.Contract;

/// <summary>A loss evaluated on a batch: value, gradient of the embeddings, gradients of the parameters.</summary>
internal sealed record LossRun(double Value, double[] Gradient, IReadOnlyDictionary<string, double[]> ParameterGradients)
{
    public static LossRun Of(Loss loss, Batch batch, long iteration = 0)
    {
        using var scope = torch.NewDisposeScope();
        Begin(loss, iteration);
        loss.zero_grad();
        var embeddings = Tensor(batch.Embeddings).requires_grad_();
        using var output = loss.Evaluate(embeddings, torch.tensor(batch.Labels));
        output.Value.backward();
        return new LossRun(
            (double)output.Value,
            Gradients(embeddings),
            loss.named_parameters().ToDictionary(one => one.name, one => Gradients(one.parameter)));
    }

    public static double ValueOf(Loss loss, Batch batch)
    {
        using var scope = torch.NewDisposeScope();
        Begin(loss);
        using var output = loss.Evaluate(Tensor(batch.Embeddings), torch.tensor(batch.Labels));
        return (double)output.Value;
    }

    /// <summary>As the training loop does before a step: what a loss draws follows from the iteration alone.</summary>
    public static void Begin(Loss loss, long iteration = 0)
    {
        if (loss is IIterationLoss iterated)
        {
            iterated.Iteration = iteration;
        }
    }

    public static torch.Tensor Tensor(double[,] matrix) =>
        torch.tensor(matrix.Cast<double>().ToArray(), [matrix.GetLength(0), matrix.GetLength(1)]);

    private static double[] Gradients(torch.Tensor leaf) =>
        (leaf.grad() ?? torch.zeros_like(leaf)).contiguous().data<double>().ToArray();
}
