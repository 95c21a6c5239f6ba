namespace ReId.Model.Training.Schedules;

/// <summary>A schedule for callers that count steps.</summary>
public static class LearningRateScheduleExtensions
{
    /// <summary>The factor on the base rate.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="step">Steps of the stage that are done.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch, at least 1.</param>
    public static double At(this ILearningRateSchedule schedule, int step, int stepsPerEpoch)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        return schedule.At((double)step / stepsPerEpoch);
    }
}
