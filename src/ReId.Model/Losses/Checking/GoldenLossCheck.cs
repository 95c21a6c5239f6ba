using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Losses.Centers;
using TorchSharp;

namespace ReId.Model.Losses.Checking;

/// <summary>Compares a loss with a golden file, in float64: value, every gradient, and the further numbers of the file.</summary>
public static class GoldenLossCheck
{
    /// <summary>Computes what the file describes and compares.</summary>
    /// <param name="path">A JSON file of group <c>losses</c>.</param>
    /// <exception cref="ReIdException">No such file, or a name or an option that no loss has.</exception>
    public static GoldenLossResult Run(string path)
    {
        var file = GoldenLossFile.Read(path);
        using var scope = torch.NewDisposeScope();
        using var golden = new GoldenLossCase(file, path);
        using var output = golden.Evaluate();
        output.Value.backward();

        var comparison = new Comparison(file.Absolute, file.Relative);
        var gradientError = 0.0;
        foreach (var expected in file.Expected.EnumerateObject())
        {
            var tied = expected.Name == $"grad_{golden.InputName}" ? file.TiedRows : [];
            var columns = (int)golden.Embeddings.shape[1];
            var error = Actual(expected, golden, output) is { } actual
                ? comparison.Add(expected.Name, Tied.Merge(actual, columns, tied), Tied.Merge(Wanted(expected), columns, tied))
                : 0;
            if (expected.Name.StartsWith("grad_", StringComparison.Ordinal))
            {
                gradientError = Math.Max(gradientError, error);
            }
        }

        var wanted = file.Expected.TryGetProperty("loss", out var loss)
            ? loss.GetDouble()
            : throw new ReIdException($"{path} expects no 'loss'.");
        return new GoldenLossResult(
            file.Name, file.Case, (double)output.Value, wanted, gradientError, comparison.Greatest, file.Absolute, comparison.Worst is null, comparison.Worst);
    }

    private static double[] Wanted(JsonProperty expected) => expected.Value.ValueKind switch
    {
        JsonValueKind.True => [1],
        JsonValueKind.False => [0],
        _ => GoldenLossFile.Flat(expected.Value).Values,
    };

    // What we have for a number of the file; null where it describes something that is no part of the loss.
    private static double[]? Actual(JsonProperty expected, GoldenLossCase golden, LossOutput output) => expected.Name switch
    {
        "loss" => [(double)output.Value],
        "grad_must_be_finite" => [AllGradients(golden).SelectMany(Values).All(double.IsFinite) ? 1 : 0],
        "loss_sum" => One(golden.ValueWith("sum")),
        "loss_mean" or "loss_mean_all" => One(golden.ValueWith("mean")),
        "active_triplets" => One(output.Active),
        "triplets" or "semi_hard_triplets" => One(output.Total),
        "center_delta" => Moved(golden, keepRate: false),
        "centers_after_update" => Moved(golden, keepRate: true),
        _ when expected.Name.StartsWith("grad_", StringComparison.Ordinal) => Values(Gradient(golden, expected.Name["grad_".Length..])),
        _ => null,
    };

    private static double[]? One(double? value) => value is { } some ? [some] : null;

    private static IEnumerable<torch.Tensor> AllGradients(GoldenLossCase golden) =>
        golden.Loss.parameters().Append(golden.Embeddings).Select(OrZero);

    private static torch.Tensor Gradient(GoldenLossCase golden, string name) => OrZero(name == golden.InputName
        ? golden.Embeddings
        : golden.Loss.named_parameters().Where(one => one.name == name).Select(one => (torch.Tensor)one.parameter).FirstOrDefault()
            ?? throw new ReIdException($"Loss '{golden.Loss.Name}' has no parameter '{name}' whose gradient could be compared."));

    private static torch.Tensor OrZero(torch.Tensor leaf) => leaf.grad() ?? torch.zeros_like(leaf);

    private static double[] Values(torch.Tensor tensor)
    {
        using var packed = tensor.contiguous();
        return packed.data<double>().ToArray();
    }

    // The paper's own update of the centres, on a copy: Δc, or the centres after it.
    private static double[]? Moved(GoldenLossCase golden, bool keepRate)
    {
        if (golden.Loss is not CenterLoss center)
        {
            return null;
        }

        var before = Values(center.Centers);
        center.UpdateCenters(golden.Embeddings.detach(), golden.Labels);
        var after = Values(center.Centers);
        using (torch.no_grad())
        {
            using var restored = torch.tensor(before, center.Centers.shape);
            center.Centers.copy_(restored);
        }

        return keepRate ? after : [.. before.Zip(after, (old, now) => (old - now) / center.Rate)];
    }
}
