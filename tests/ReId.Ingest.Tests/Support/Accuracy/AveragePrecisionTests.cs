using ReId.Contracts;

namespace ReId.Ingest.Tests.Support.Accuracy;

public class AveragePrecisionTests
{
    [Fact]
    public void Three_people_of_whom_two_are_found_with_a_false_alarm_between()
    {
        PixelBox[] truth = [new(0, 0, 10, 20), new(50, 0, 10, 20), new(90, 0, 10, 20)];
        var precision = new AveragePrecision();

        precision.Add([new(truth[0], 0.9f), new(new PixelBox(200, 0, 10, 20), 0.8f), new(truth[1], 0.7f), new(truth[1], 0.6f)], truth);

        // Precision 1 up to a recall of 1/3, then 2/3 up to 2/3; the second box on the same person is false.
        Assert.Equal((1 / 3.0) + (2 / 3.0 / 3), precision.Value, 9);
    }
}
