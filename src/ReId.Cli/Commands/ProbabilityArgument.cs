using System.CommandLine;
using System.Globalization;
using ReId.Contracts;
using ReId.Index;
using ReId.Model.Calibration;

namespace ReId.Cli.Commands;

/// <summary><c>--min-probability</c>, and the calibration beside the model that says what a score means.</summary>
internal static class ProbabilityArgument
{
    public static Option<double?> Create()
    {
        var option = new Option<double?>("--min-probability")
        {
            Description = "Only matches of at least this calibrated probability, 0 to 1; needs --weights FILE with a calibration",
            HelpName = "P",
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token]
                && double.TryParse(token.Value, CultureInfo.InvariantCulture, out var given) && given is not (>= 0 and <= 1))
            {
                result.AddError($"--min-probability must be from 0 to 1, not {token.Value}.");
            }
        });
        return option;
    }

    /// <summary>The calibration of the model that is searched with; null where it has none and none is needed.</summary>
    /// <param name="weights">What was given as <c>--weights</c>.</param>
    /// <param name="modelId">The model whose vectors were compared.</param>
    /// <param name="least">What was given as <c>--min-probability</c>.</param>
    public static ModelCalibration? Calibration(string? weights, string modelId, double? least)
    {
        if (weights is not null && ModelCalibration.Load(weights, modelId) is { } calibration)
        {
            return calibration;
        }

        return least is null
            ? null
            : throw new ReIdException(weights is null
                ? "--min-probability needs the calibration of a model: name the model's file with --weights."
                : $"--min-probability needs a calibration of the model {modelId}, but {ModelCalibration.PathFor(weights)} does not exist: make it with './reid calibrate', or use --min-score.");
    }

    /// <summary>The hits that are probable enough. A probability never falls with the score, so it is the best ones that stay.</summary>
    public static IReadOnlyList<SearchHit> Keep(IReadOnlyList<SearchHit> hits, ModelCalibration? calibration, double? least) =>
        least is null ? hits : [.. hits.Where(hit => calibration!.Probability(hit.Score) >= least)];
}
