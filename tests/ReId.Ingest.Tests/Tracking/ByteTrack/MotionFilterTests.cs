using ReId.Ingest.Tracking.ByteTrack;

namespace ReId.Ingest.Tests.Tracking.ByteTrack;

public class MotionFilterTests
{
    [Fact]
    public void A_steady_walk_is_predicted_whatever_the_time_between_frames_is()
    {
        var filter = new MotionFilter(0, 1, 100);
        double[] times = [0.1, 0.5, 0.55, 0.95, 1.95, 2.15];
        var before = 0.0;
        foreach (var time in times)
        {
            filter.Predict(time - before, 1);
            filter.Correct(30 * time, 1);
            before = time;
        }

        filter.Predict(2, 1);

        // 2.15 s of walking at 30 pixels a second, and 2 s more.
        Assert.InRange(filter.Value, (30 * 4.15) - 3, (30 * 4.15) + 3);
    }

    [Fact]
    public void What_is_not_seen_becomes_uncertain_and_a_measurement_makes_it_certain_again()
    {
        var filter = new MotionFilter(5, 2, 10);
        filter.Predict(0.5, 3);
        var soon = filter.Deviation;
        filter.Predict(0.5, 3);
        var late = filter.Deviation;
        filter.Correct(6, 2);

        Assert.True(2 < soon && soon < late && filter.Deviation < 2, $"{soon} {late} {filter.Deviation}");
    }

    [Fact]
    public void One_step_agrees_with_the_matrices_of_the_textbook()
    {
        // P = diag(4, 9), dt 2, q 0.25: P' = [4 + 4·9 + 0.25·8/3, 2·9 + 0.25·2; ·, 9 + 0.25·2]; r = 1, measured 7.
        var filter = new MotionFilter(1, 2, 3);
        filter.Predict(2, 0.5);
        Assert.Equal(Math.Sqrt(40 + (2.0 / 3)), filter.Deviation, 12);

        filter.Correct(7, 1);

        var gain = (40 + (2.0 / 3)) / (41 + (2.0 / 3));
        Assert.Equal(1 + (6 * gain), filter.Value, 12);
        Assert.Equal(Math.Sqrt((1 - gain) * (40 + (2.0 / 3))), filter.Deviation, 12);

        // The velocity that was learnt: 18.5 / 41.67 of the surprise.
        filter.Predict(1, 0);
        Assert.Equal(1 + (6 * gain) + (6 * 18.5 / (41 + (2.0 / 3))), filter.Value, 12);
    }

    [Fact]
    public void No_time_changes_nothing()
    {
        var filter = new MotionFilter(3, 1, 1);
        filter.Predict(0, 5);

        Assert.Equal((3, 1), (filter.Value, filter.Deviation));
    }
}
