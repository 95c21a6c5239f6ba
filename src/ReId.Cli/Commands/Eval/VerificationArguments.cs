using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ReId.Model.Evaluation;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Evaluation.Verification;

namespace ReId.Cli.Commands.Eval;

/// <summary>
/// The options of <c>reid eval</c> about "the same or not?", which is asked where the set allows it and where that costs
/// little beside the ranking.
/// </summary>
internal sealed class VerificationArguments
{
    // A second or two, whatever the ranking takes.
    private const long Cheap = 100_000_000;

    private readonly Option<bool> _always = new("--verification")
    {
        Description = "Insist on 'the same or not?' over 10 folds: a set that is too small is an error, and one of any size is compared",
    };

    private readonly Option<bool> _never = new("--no-verification")
    {
        Description = "Leave out 'the same or not?': best accuracy and VAL at FAR 1e-3 over 10 folds",
    };

    private Option[] All => [_always, _never];

    public void AddTo(Command command) => Array.ForEach(All, command.Options.Add);

    /// <summary>The first of these options that was given; null when none was.</summary>
    public string? FirstGiven(ParseResult parsed) =>
        All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    /// <summary>Finds out before the work whether the options go together.</summary>
    /// <exception cref="UsageException">They do not.</exception>
    public void Check(ParseResult parsed)
    {
        if (parsed.GetValue(_always) && parsed.GetValue(_never))
        {
            throw new UsageException($"{_always.Name} and {_never.Name} exclude each other.");
        }
    }

    /// <summary>Adds the answer to a report, or why it was not asked.</summary>
    public EvaluationReport Add(
        ParseResult parsed, EvaluationSet set, EvaluationReport report, IProgress<EvaluationProgress> progress,
        CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_never))
        {
            return report;
        }

        var always = parsed.GetValue(_always);
        if (!always && TooMuch(set) is { } work)
        {
            return report with { VerificationLeftOut = work };
        }

        var clock = Stopwatch.StartNew();
        var pictures = LabelledFeatures.From(set);
        if (!always && FoldVerification.Lack(pictures.Labels) is { } lack)
        {
            return report with { VerificationLeftOut = $"it {lack}" };
        }

        var found = FoldVerification.Measure(
            pictures, seed: report.Options.Seed, progress: progress, cancellationToken: cancellationToken);
        return report with { Verification = found, VerificationTime = clock.Elapsed };
    }

    // Each picture is compared with those of its own fold, in ranking each query with the gallery.
    private string? TooMuch(EvaluationSet set)
    {
        var pictures = (long)set.CountPictures();
        var compared = pictures * pictures / FoldVerification.UsualFolds;
        return compared <= Math.Max(Cheap, (long)set.Queries.Rows * set.Gallery.Rows)
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"it would take {compared / 1_000_000} million comparisons, more than the ranking; {_always.Name} makes them");
    }
}
