using System.CommandLine;
using System.Globalization;
using ReId.Index.Identities;
using ReId.Search.Identities;

namespace ReId.Cli.Commands.Serve;

/// <summary>The options of <c>reid serve</c> and <c>reid up</c> that concern identities.</summary>
internal sealed class IdentityArguments
{
    private const string Off = "off";
    private static readonly IdentityOptions s_default = new();

    private readonly Option<string> _at = new("--cluster-at")
    {
        Description = "When the nightly clustering begins, local time, or 'off'",
        HelpName = "HH:mm|off",
        DefaultValueFactory = _ => s_default.ClusterAt!.Value.ToString("HH:mm", CultureInfo.InvariantCulture),
    };

    private readonly Option<double> _eps = new("--cluster-eps")
    {
        Description = "Greatest Jaccard distance of two crops of one identity, 0 to 1",
        HelpName = "E",
        DefaultValueFactory = _ => s_default.Settings.Eps,
    };

    private readonly Option<string?> _join = new("--join")
    {
        Description = "Cosine similarity from which a new crop joins an identity between runs, or 'off' (default: the calibration's strictest threshold, else "
            + new OnlineJoinOptions().Threshold.ToString("0.0", CultureInfo.InvariantCulture) + ")",
        HelpName = "SCORE|off",
    };

    public void AddTo(Command command) => Array.ForEach<Option>([_at, _eps, _join], command.Options.Add);

    /// <exception cref="UsageException">A time or a number is none.</exception>
    public IdentityOptions Options(ParseResult parsed)
    {
        var (at, join, eps) = (parsed.GetValue(_at)!, parsed.GetValue(_join), parsed.GetValue(_eps));
        if (eps is not (> 0 and <= 1))
        {
            throw new UsageException(FormattableString.Invariant($"--cluster-eps is a distance above 0 and at most 1, not {eps}."));
        }

        return s_default with
        {
            ClusterAt = at == Off ? null
                : TimeOnly.TryParseExact(at, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time
                : throw new UsageException($"--cluster-at '{at}' is no time of day: write it as 02:00, or 'off'."),
            Settings = s_default.Settings with { Eps = eps },
            Joins = join != Off,
            JoinThreshold = join is null or Off ? null
                : float.TryParse(join, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) && score is >= -1 and <= 1 ? score
                : throw new UsageException($"--join '{join}' is no similarity from -1 to 1: 0.8 would do, or 'off'."),
        };
    }
}
