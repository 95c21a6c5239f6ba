using System.CommandLine;
using ReId.Model.Evaluation;
using ReId.Model.Evaluation.Distances;
using ReId.Model.Reranking;

namespace ReId.Cli.Commands.Eval;

/// <summary>The options of <c>reid eval</c> that say how a set is scored.</summary>
internal sealed class ScoringArguments
{
    private readonly Option<string> _metric = new("--metric")
    {
        Description = "Distance: euclidean, of the features as they are, or cosine",
        DefaultValueFactory = _ => "euclidean",
        HelpName = "euclidean|cosine",
    };

    private readonly Option<string> _precision = new("--ap")
    {
        Description = "Average precision: standard, or trapezoidal as Market-1501's own script has it",
        DefaultValueFactory = _ => "standard",
        HelpName = "standard|trapezoidal",
    };

    private readonly Option<bool> _rerank = new("--rerank") { Description = "k-reciprocal re-ranking" };
    private readonly Option<int> _k1 = CommonOptions.Count("--k1", "Re-ranking: neighbours that must agree mutually", 20);
    private readonly Option<int> _k2 = CommonOptions.Count("--k2", "Re-ranking: neighbours to average over", 6);

    private readonly Option<double> _lambda = new("--lambda")
    {
        Description = "Re-ranking: share of the original distance, 0 to 1",
        DefaultValueFactory = _ => 0.3,
        HelpName = "N",
    };

    private readonly Option<bool> _squared = new("--rerank-squared")
    {
        Description = "Re-ranking: start from squared distances, as torchreid does",
    };

    private readonly Option<int> _expansion = new("--query-expansion")
    {
        Description = "Add that many of the nearest gallery vectors to each query first; 0 for none",
        HelpName = "N",
    };

    private readonly Option<double> _alpha = new("--alpha")
    {
        Description = "Query expansion: exponent of the weights",
        DefaultValueFactory = _ => 3,
        HelpName = "A",
    };

    private readonly Option<int> _draws = CommonOptions.Count("--bootstrap", "Draws for the confidence intervals", 1000);

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "Seed of the draws",
        DefaultValueFactory = _ => 1,
        HelpName = "N",
    };

    private Option[] All => [_metric, _precision, _rerank, _k1, _k2, _lambda, _squared, _expansion, _alpha, _draws, _seed];

    public void AddTo(Command command) => Array.ForEach(All, command.Options.Add);

    /// <summary>The first of these options that was given; null when none was.</summary>
    public string? FirstGiven(ParseResult parsed) =>
        All.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    public EvaluationOptions Read(ParseResult parsed)
    {
        var rerank = parsed.GetValue(_rerank) || parsed.GetValue(_squared);
        Need(rerank, "--rerank", _k1, _k2, _lambda);
        var expansion = parsed.GetValue(_expansion);
        if (expansion < 0)
        {
            throw new UsageException($"--query-expansion must be 0 or more, not {expansion}.");
        }

        Need(expansion > 0, "--query-expansion", _alpha);
        return new EvaluationOptions
        {
            Metric = Choose(parsed, _metric, ("euclidean", DistanceMetric.Euclidean), ("cosine", DistanceMetric.Cosine)),
            Trapezoidal = Choose(parsed, _precision, ("standard", false), ("trapezoidal", true)),
            Rerank = rerank
                ? new KReciprocalOptions
                {
                    K1 = parsed.GetValue(_k1),
                    K2 = parsed.GetValue(_k2),
                    Lambda = InRange("--lambda", parsed.GetValue(_lambda), 1, "from 0 to 1"),
                    SquaredInput = parsed.GetValue(_squared),
                }
                : null,
            QueryExpansion = expansion,
            Alpha = InRange("--alpha", parsed.GetValue(_alpha), double.MaxValue, "0 or more"),
            BootstrapDraws = parsed.GetValue(_draws),
            Seed = parsed.GetValue(_seed),
        };

        // An option that would do nothing is a mistake of whoever wrote it.
        void Need(bool given, string main, params Option[] options)
        {
            foreach (var option in options)
            {
                if (!given && parsed.GetResult(option) is { Implicit: false })
                {
                    throw new UsageException($"{option.Name} needs {main}.");
                }
            }
        }
    }

    private static double InRange(string name, double value, double greatest, string range) => value >= 0 && value <= greatest
        ? value
        : throw new UsageException(FormattableString.Invariant($"{name} must be {range}, not {value}."));

    private static T Choose<T>(ParseResult parsed, Option<string> option, params (string Name, T Value)[] choices)
    {
        var given = parsed.GetValue(option)!;
        foreach (var (name, value) in choices)
        {
            if (name.Equals(given, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw new UsageException($"{option.Name} must be {string.Join(" or ", choices.Select(choice => choice.Name))}, not '{given}'.");
    }
}
