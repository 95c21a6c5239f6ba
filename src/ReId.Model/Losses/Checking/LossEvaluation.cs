using ReId.Contracts;
using ReId.Model.Files;
using TorchSharp;

namespace ReId.Model.Losses.Checking;

/// <summary>One loss evaluated on given arrays in float64, with its gradients.</summary>
/// <param name="Name">Name of the loss.</param>
/// <param name="Value">Its value.</param>
/// <param name="ActiveFraction">Share of terms above zero, or null where the loss has no zero terms.</param>
/// <param name="Report">What the batch looks like.</param>
/// <param name="CategoryMargin">Margin of the triplet categories in the report.</param>
/// <param name="Gradients">By name (<c>embeddings</c> and the parameters): values and shape.</param>
public sealed record LossEvaluation(
    string Name,
    double Value,
    double? ActiveFraction,
    BatchReport Report,
    double CategoryMargin,
    IReadOnlyDictionary<string, (double[] Values, long[] Shape)> Gradients)
{
    /// <summary>Evaluates.</summary>
    /// <param name="name">A loss or a form.</param>
    /// <param name="settings">Its options.</param>
    /// <param name="embeddings">Values and shape.</param>
    /// <param name="labels">Identities.</param>
    /// <param name="parameters">What the loss learns, by name; those absent are drawn.</param>
    /// <param name="seed">Of the drawing.</param>
    /// <exception cref="ReIdException">What is wrong with name, option, data or parameters.</exception>
    public static LossEvaluation Of(
        string name,
        IReadOnlyDictionary<string, string> settings,
        (double[] Values, long[] Shape) embeddings,
        long[] labels,
        IReadOnlyDictionary<string, NpyArray> parameters,
        int seed)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(parameters);
        var (kind, chosen) = LossPresets.Resolve(name);
        foreach (var (option, value) in settings)
        {
            chosen[option] = value;
        }

        using var scope = torch.NewDisposeScope();
        var points = torch.tensor(embeddings.Values, embeddings.Shape);
        var identities = torch.tensor(labels);
        LossInput.Check(kind.Name, points, identities);
        torch.manual_seed(seed);
        using var loss = kind.Create(chosen, new LossSize(Classes(labels, parameters), (int)embeddings.Shape[1], torch.ScalarType.Float64));
        LossParameters.Set(loss, parameters);

        points.requires_grad_();
        using var output = loss.Evaluate(points, identities);
        output.Value.backward();
        var gradients = loss.named_parameters().Select(one => (one.name, Leaf: (torch.Tensor)one.parameter)).Prepend(("embeddings", points))
            .ToDictionary(one => one.Item1, one => LossParameters.Gradient(one.Item2));
        return new LossEvaluation(
            loss.Name,
            (double)output.Value,
            output.ActiveFraction,
            BatchReport.Of(points.detach(), identities, loss.Distance, loss.CategoryMargin),
            loss.CategoryMargin,
            gradients);
    }

    private static int Classes(long[] labels, IReadOnlyDictionary<string, NpyArray> parameters) =>
        (int)(parameters.Values.Where(array => array.Shape.Count == 2).Select(array => (long?)array.Shape[0]).FirstOrDefault()
            ?? Math.Clamp(labels.DefaultIfEmpty(0).Max(), 0, int.MaxValue - 1) + 1);
}
