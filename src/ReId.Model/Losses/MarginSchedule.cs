using ReId.Contracts;

namespace ReId.Model.Losses;

/// <summary>A margin that changes during training: small first, then larger, as the sources advise.</summary>
public sealed record MarginSchedule
{
    private MarginSchedule(double from, double to, int steps) => (From, To, Steps) = (from, to, steps);

    /// <summary>Margin of the first step.</summary>
    public double From { get; }

    /// <summary>Margin from step <see cref="Steps"/> on.</summary>
    public double To { get; }

    /// <summary>Steps (epochs or iterations, as the caller counts) from the one to the other.</summary>
    public int Steps { get; }

    /// <summary>The same margin always.</summary>
    /// <param name="margin">Finite, at least 0.</param>
    public static MarginSchedule Constant(double margin) => Linear(margin, margin, 0);

    /// <summary>In equal parts from one margin to another, and constant afterwards.</summary>
    /// <param name="from">Margin of step 0; finite, at least 0.</param>
    /// <param name="to">Margin of step <paramref name="steps"/> and later; finite, at least 0.</param>
    /// <param name="steps">At least 0; 0 means <paramref name="to"/> from the start.</param>
    /// <exception cref="ReIdException">A value out of its range.</exception>
    public static MarginSchedule Linear(double from, double to, int steps)
    {
        if (!(double.IsFinite(from) && double.IsFinite(to) && from >= 0 && to >= 0))
        {
            throw new ReIdException($"A margin schedule goes between finite margins of at least 0, not from {from} to {to}.");
        }

        return steps >= 0
            ? new MarginSchedule(from, to, steps)
            : throw new ReIdException($"A margin schedule takes at least 0 steps, not {steps}.");
    }

    /// <summary>The margin of a step.</summary>
    /// <param name="step">Counted from 0.</param>
    public double At(int step) => step >= Steps ? To : From + ((To - From) * Math.Max(0, step) / Steps);

    /// <summary>Sets the margin of a loss for a step.</summary>
    /// <param name="loss">A loss with a margin.</param>
    /// <param name="step">Counted from 0.</param>
    /// <exception cref="ReIdException">The loss has no margin that may change.</exception>
    public void Apply(Loss loss, int step)
    {
        ArgumentNullException.ThrowIfNull(loss);
        if (loss is not IMarginLoss margin)
        {
            throw new ReIdException($"Loss '{loss.Name}' has no margin that a schedule could change.");
        }

        margin.Margin = At(step);
    }
}
