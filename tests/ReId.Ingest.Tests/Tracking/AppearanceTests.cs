using OpenCvSharp;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Tests.Tracking;

public class AppearanceTests
{
    [Fact]
    public void Colours_are_measured_on_torso_and_legs()
    {
        using var image = new Mat(200, 100, MatType.CV_8UC3, Scalar.All(255));
        Cv2.Rectangle(image, new Rect(25, 30, 50, 75), new Scalar(0, 0, 255), -1);
        Cv2.Rectangle(image, new Rect(25, 105, 50, 80), Scalar.All(0), -1);
        using var black = new Mat(200, 100, MatType.CV_8UC3, Scalar.All(0));

        var person = Appearance.Of(image, new Rect(0, 0, 100, 200));
        var shadow = Appearance.Of(black, new Rect(0, 0, 100, 200));

        Assert.True(person.Torso.Val1 > 180 && person.Legs.Val0 < 10, person.ToString());
        Assert.Equal(0, person.DistanceTo(person));
        Assert.True(person.DistanceTo(shadow) > 40);
        Assert.True(person.Towards(shadow, 0.5).DistanceTo(shadow) < person.DistanceTo(shadow));
    }
}
