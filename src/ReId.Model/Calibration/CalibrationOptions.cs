using ReId.Contracts;

namespace ReId.Model.Calibration;

/// <summary>How a calibration is fitted.</summary>
public sealed record CalibrationOptions
{
    /// <summary>
    /// How probable "the same" is before the pictures are seen; 0.5 by default. Pairs of a data set say nothing about it:
    /// nearly all of them are different.
    /// </summary>
    public double Prior { get; init; } = 0.5;

    /// <summary>Share of the identities that is held out to measure on, 0.3 by default.</summary>
    public double HeldOut { get; init; } = 0.3;

    /// <summary>Seed of the division.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Rates for which thresholds are wanted.</summary>
    public IReadOnlyList<double> FalseAcceptRates { get; init; } = [1e-2, 1e-3, 1e-4];

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ReIdException">An option is out of its range.</exception>
    public void Check()
    {
        Inside("The prior", Prior);
        Inside("The held-out share", HeldOut);
        foreach (var rate in FalseAcceptRates)
        {
            Inside("A false-accept rate", rate);
        }

        static void Inside(string name, double value)
        {
            if (value is not (> 0 and < 1))
            {
                throw new ReIdException(FormattableString.Invariant($"{name} must be above 0 and below 1, not {value}."));
            }
        }
    }
}
