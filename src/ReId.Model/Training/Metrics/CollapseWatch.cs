using System.Globalization;

namespace ReId.Model.Training.Metrics;

/// <summary>
/// Notices when all embeddings fall onto one point. Then every distance nears 0, the loss sits at what it costs there (a
/// triplet the margin, or ln 2 with the soft margin) and the gradient of the distances says nothing any more. Hermans et
/// al. 2017 (arXiv:1703.07737) and Schroff et al. 2015 (arXiv:1503.03832) describe it. Both signs must show: a loss at
/// that level alone is a plateau, and small distances alone are a matter of scale.
/// </summary>
public sealed class CollapseWatch
{
    // A loss that costs nothing on one point cannot be told from one that has learnt.
    private const double LeastLevel = 1e-3;

    private readonly CollapseWatchOptions _options;
    private readonly Queue<StepMetrics> _recent = new();

    /// <summary>Creates a watch.</summary>
    /// <param name="options">When to speak; null for the defaults.</param>
    /// <param name="reference">What an interrupted run's watch knew; null to begin.</param>
    public CollapseWatch(CollapseWatchOptions? options = null, CollapseReference? reference = null)
    {
        _options = options ?? new CollapseWatchOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Window, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Reference, 1, nameof(options));
        Reference = reference ?? new CollapseReference();
    }

    /// <summary>How large distances were; a checkpoint keeps it.</summary>
    public CollapseReference Reference { get; private set; }

    /// <summary>
    /// Whether distances have shrunk so far that <see cref="StepMetrics.Collapsed"/> is worth its computation; never after the
    /// watch has spoken.
    /// </summary>
    /// <param name="positive">Mean distance of the pairs of one identity.</param>
    /// <param name="negative">Mean distance of the pairs of two identities.</param>
    public bool HaveShrunk(double positive, double negative) =>
        !Reference.Told && Shrank(positive, Reference.Positive) && Shrank(negative, Reference.Negative);

    /// <summary>Looks at a step.</summary>
    /// <param name="step">The steps in their order; a new stage is watched afresh.</param>
    /// <returns>Once a stage, when the embeddings collapse: what is seen and what helps. Otherwise null.</returns>
    public string? Observe(StepMetrics step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Stage != Reference.Stage)
        {
            Reference = new CollapseReference(step.Stage);
            _recent.Clear();
        }

        // The greatest of the first steps: a collapse within them must not hide the distances before it.
        if (Reference.Seen < _options.Reference)
        {
            Reference = Reference with
            {
                Seen = Reference.Seen + 1,
                Positive = Greater(Reference.Positive, step.PositiveDistance),
                Negative = Greater(Reference.Negative, step.NegativeDistance),
            };
        }

        _recent.Enqueue(step);
        if (_recent.Count > _options.Window)
        {
            _recent.Dequeue();
        }

        if (Reference.Told || _recent.Count < _options.Window)
        {
            return null;
        }

        var positive = _recent.Average(one => one.PositiveDistance);
        var negative = _recent.Average(one => one.NegativeDistance);
        if (!HaveShrunk(positive, negative) || step.Collapsed.Keys.FirstOrDefault(SitsAtLevel) is not { } name)
        {
            return null;
        }

        Reference = Reference with { Told = true };
        return Sentence(name, positive, negative);
    }

    private static double Greater(double one, double other) => double.IsFinite(other) && other > one ? other : one;

    private static double Value(StepMetrics step, string name) =>
        name.Length == 0 ? step.Loss : step.Terms.TryGetValue(name, out var value) ? value : double.NaN;

    private bool Shrank(double now, double first) => first > 0 && now < _options.Shrunk * first;

    private bool SitsAtLevel(string name) =>
        _recent.All(step => step.Collapsed.TryGetValue(name, out var level) && level >= LeastLevel
            && Math.Abs(Value(step, name) - level) <= _options.Tolerance * level);

    private string Sentence(string name, double positive, double negative)
    {
        var loss = _recent.Average(step => Value(step, name));
        var what = _recent.Last().Terms.Count < 2 ? "the loss" : $"the term '{name}'";
        var level = _recent.Average(step => step.Collapsed[name]);
        var soft = Math.Abs(level - Math.Log(2)) < LeastLevel;
        var cost = soft ? "ln 2 (0.693)" : level.ToString("0.####", CultureInfo.InvariantCulture);
        string[] help =
        [
            "a lower learning rate",
            "a longer warm-up",
            .. soft ? Array.Empty<string>() : ["the soft margin"],
            "batch-all or semi-hard triplets first and batch-hard later",
            "normalised embeddings",
            "more identities and images a batch (P×K)",
        ];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The embeddings collapse onto one point: for {_recent.Count} steps {what} has stayed at {loss:0.####}, and on one point it costs {cost}, while the mean distances shrank from {Reference.Positive:0.###} to {positive:0.####} (same identity) and from {Reference.Negative:0.###} to {negative:0.####} (different identities); what helps: {string.Join(", ", help[..^1])}, or {help[^1]}.");
    }
}
