using OpenCvSharp;

namespace ReId.Bindings.OpenCv.Tests.ObjectDetection;

public class HogTests
{
    [Fact]
    public void The_people_detector_has_a_weight_per_feature_and_a_bias()
    {
        using var hog = new HOGDescriptor();

        Assert.Equal(hog.GetDescriptorSize() + 1, HOGDescriptor.GetDefaultPeopleDetector().Length);
    }

    [Fact]
    public void Every_window_above_the_threshold_is_reported_with_its_weight()
    {
        // A detector of zeros scores every window with its bias, so the outcome is known without a picture of a person.
        using var hog = new HOGDescriptor();
        var svm = new float[hog.GetDescriptorSize() + 1];
        svm[^1] = 0.5f;
        hog.SetSVMDetector(svm);
        using var image = new Mat(128, 80, MatType.CV_8UC3, Scalar.All(90));

        var boxes = hog.DetectMultiScale(image, out var weights, 0, new Size(8, 8), new Size(0, 0), 1.05, 0);

        Assert.Equal([new Rect(0, 0, 64, 128), new Rect(8, 0, 64, 128), new Rect(16, 0, 64, 128)], boxes.OrderBy(b => b.X));
        Assert.All(weights, w => Assert.Equal(0.5, w, 5));
        Assert.Empty(hog.DetectMultiScale(image, 0.6, new Size(8, 8), new Size(0, 0), 1.05, 0));
    }

    [Fact]
    public void A_detector_of_the_wrong_length_is_refused_in_opencvs_words()
    {
        using var hog = new HOGDescriptor();

        var error = Assert.Throws<OpenCVException>(() => hog.SetSVMDetector(new float[10]));

        Assert.Contains("checkDetectorSize", error.Message);
    }
}
