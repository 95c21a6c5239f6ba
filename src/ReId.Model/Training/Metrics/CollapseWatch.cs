using System.Globalization;

namespace ReId.Model.Training.Metrics;

/// <summary>
/// Notices when all embeddings fall onto one point. Then every distance nears 0, every triplet costs exactly the margin
/// (ln 2 with the soft margin) and the gradient of the distances says nothing any more. Hermans et al. 2017
/// (arXiv:1703.07737) and Schroff et al. 2015 (arXiv:1503.03832) describe it. Both signs must show: a loss at the margin alone is a
/// plateau, and small distances alone are a matter of scale.
/// </summary>
public sealed class CollapseWatch
{
    private readonly CollapseWatchOptions _options;
    private readonly double _level;
    private readonly Queue<StepMetrics> _recent = new();
    private string? _stage;
    private int _seen;
    private double _firstPositive;
    private double _firstNegative;
    private bool _told;

    /// <summary>Creates a watch.</summary>
    /// <param name="margin">Margin of the metric loss; null for the soft margin, whose collapsed loss is ln 2.</param>
    /// <param name="options">When to speak; null for the defaults.</param>
    public CollapseWatch(double? margin, CollapseWatchOptions? options = null)
    {
        _options = options ?? new CollapseWatchOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Window, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Reference, 1, nameof(options));
        Margin = margin;
        _level = margin ?? Math.Log(2);
    }

    /// <summary>The margin; null for the soft margin.</summary>
    public double? Margin { get; }

    /// <summary>Looks at a step.</summary>
    /// <param name="step">The steps in their order; a new stage is watched afresh.</param>
    /// <returns>Once a stage, when the embeddings collapse: what is seen and what helps. Otherwise null.</returns>
    public string? Observe(StepMetrics step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Stage != _stage)
        {
            Begin(step.Stage);
        }

        // The greatest of the first steps: a collapse within them must not hide the distances before it.
        if (_seen++ < _options.Reference)
        {
            _firstPositive = Greater(_firstPositive, step.PositiveDistance);
            _firstNegative = Greater(_firstNegative, step.NegativeDistance);
        }

        _recent.Enqueue(step);
        if (_recent.Count > _options.Window)
        {
            _recent.Dequeue();
        }

        // A margin of 0 (or a loss without one) has no level that it could sit at.
        if (_told || !(_level > 0) || _recent.Count < _options.Window)
        {
            return null;
        }

        var positive = _recent.Average(one => one.PositiveDistance);
        var negative = _recent.Average(one => one.NegativeDistance);
        if (!Shrank(positive, _firstPositive) || !Shrank(negative, _firstNegative)
            || Candidates(step).FirstOrDefault(SitsAtLevel) is not { } name)
        {
            return null;
        }

        _told = true;
        return Sentence(name, positive, negative);
    }

    private static double Greater(double one, double other) => double.IsFinite(other) && other > one ? other : one;

    // The sum of a weighted loss sits nowhere in particular; its metric term does.
    private static IEnumerable<string> Candidates(StepMetrics step) => step.Terms.Keys.Prepend("");

    private static double Value(StepMetrics step, string name) =>
        name.Length == 0 ? step.Loss : step.Terms.TryGetValue(name, out var value) ? value : double.NaN;

    private void Begin(string stage)
    {
        (_stage, _seen, _firstPositive, _firstNegative, _told) = (stage, 0, 0, 0, false);
        _recent.Clear();
    }

    private bool Shrank(double now, double first) => first > 0 && now < _options.Shrunk * first;

    private bool SitsAtLevel(string name) =>
        _recent.All(step => Math.Abs(Value(step, name) - _level) <= _options.Tolerance * _level);

    private string Sentence(string name, double positive, double negative)
    {
        var loss = _recent.Average(step => Value(step, name));
        var what = name.Length == 0 ? "the loss" : $"the term '{name}'";
        var level = Margin is { } margin
            ? string.Create(CultureInfo.InvariantCulture, $"the margin {margin:0.####}")
            : "ln 2 (0.693), what the soft margin costs without any distance";
        string[] help =
        [
            "a lower learning rate",
            "a longer warm-up",
            .. Margin is null ? Array.Empty<string>() : ["the soft margin"],
            "batch-all or semi-hard triplets first and batch-hard later",
            "normalised embeddings",
            "more identities and images a batch (P×K)",
        ];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The embeddings collapse onto one point: for {_recent.Count} steps {what} has stayed at {loss:0.####}, which is {level}, while the mean distances shrank from {_firstPositive:0.###} to {positive:0.####} (same identity) and from {_firstNegative:0.###} to {negative:0.####} (different identities); what helps: {string.Join(", ", help[..^1])}, or {help[^1]}.");
    }
}
