using System.Globalization;
using ReId.Contracts;

namespace ReId.Model.Studies.Planning;

/// <summary>
/// Divides a time evenly among the runs. All train the same number of images, as many as the slowest manages; one that
/// does not manage the least number is left out, the slowest first, and its time goes to the others.
/// </summary>
internal static class BudgetDivision
{
    /// <summary>Fewer steps than this teach nothing that could be compared.</summary>
    public const int LeastSteps = 10;

    // Reports, checkpoints, a machine that is busier than during the warm-up.
    private const double Reserve = 0.08;

    /// <summary>Divides.</summary>
    /// <param name="members">The members that are trained, with what was measured of their networks.</param>
    /// <param name="seeds">Runs of each.</param>
    /// <param name="batch">Images of a step.</param>
    /// <param name="seconds">The time that is left for all runs.</param>
    /// <param name="budget">The budget, for the sentence.</param>
    /// <returns>Images of each run, the slowest member, and those left out.</returns>
    /// <exception cref="ReIdException">No two members fit; names a budget in which all do.</exception>
    public static (int Images, string Slowest, IReadOnlyList<LeftOut> LeftOut) Divide(
        IReadOnlyList<(string Name, NetworkTiming Timing)> members, int seeds, int batch, double seconds, TimeSpan budget)
    {
        var fit = members.ToList();
        var left = new List<LeftOut>();
        var least = LeastSteps * batch;
        // A comparison needs two, unless the user asked for one.
        for (var enough = Math.Min(2, members.Count); fit.Count >= enough;)
        {
            var share = seconds * (1 - Reserve) / (fit.Count * seeds);
            var slowest = fit.MinBy(member => member.Timing.Images(share));
            if (slowest.Timing.Images(share) >= least)
            {
                return ((int)(slowest.Timing.Images(share) / batch) * batch, slowest.Name, left);
            }

            fit.Remove(slowest);
            left.Add(new LeftOut(slowest.Name, Reason(slowest.Timing, share, batch, least)));
        }

        var needed = (budget.TotalSeconds - seconds) + (members.Sum(member => member.Timing.Seconds(least)) * seeds / (1 - Reserve));
        throw new ReIdException(string.Create(
            CultureInfo.InvariantCulture,
            $"The budget of {Minutes(budget.TotalSeconds)} is too small: {members.Count * seeds} runs of at least {least} images with their evaluation need {Minutes(Math.Ceiling(needed / 60) * 60)}; give more, or fewer members by --only or seeds by --seeds."));
    }

    private static string Reason(NetworkTiming timing, double share, int batch, int least) => string.Create(
        CultureInfo.InvariantCulture,
        $"a step of {batch} images takes {timing.PerImage * batch:0.00} s and its evaluation {timing.Evaluation:0} s, so that the {share:0} s of a run do not suffice for {least} images");

    private static string Minutes(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.#} min");
}
