using OpenCvSharp;
using ReId.Ingest.Motion;

namespace ReId.Ingest.Tests.Motion;

public sealed class MotionGateTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void An_empty_scene_closes_the_gate_and_somebody_opens_it()
    {
        using var gate = new MotionGate();
        using var empty = new Mat(180, 320, MatType.CV_8UC3, Scalar.All(100));
        using var person = empty.Clone();
        using (var body = person.SubMat(new Rect(100, 60, 20, 50)))
        {
            body.SetTo(Scalar.All(220));
        }

        var open = Enumerable.Range(0, 60).Select(i => gate.IsOpen(empty, s_start.AddSeconds(0.4 * i))).ToArray();

        Assert.True(open[0]);
        Assert.DoesNotContain(true, open[15..]);
        Assert.True(gate.IsOpen(person, s_start.AddSeconds(24)));
        gate.KeepOpen(s_start.AddSeconds(25));
        Assert.True(gate.IsOpen(empty, s_start.AddSeconds(29)));
    }

    [Fact]
    public void A_still_scene_is_looked_at_now_and_then()
    {
        using var gate = new MotionGate();
        using var empty = new Mat(180, 320, MatType.CV_8UC3, Scalar.All(100));

        var open = Enumerable.Range(0, 100).Count(i => gate.IsOpen(empty, s_start.AddSeconds(i)));

        Assert.InRange(open, 7, 12);
    }
}
