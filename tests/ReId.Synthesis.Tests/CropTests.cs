using ReId.Synthesis.Crops;

namespace ReId.Synthesis.Tests;

public sealed class CropTests
{
    [Fact]
    public void The_same_numbers_give_the_same_bytes_whatever_was_rendered_before()
    {
        var used = new CropRenderer(1);
        var first = used.Jpeg(3, 2, 0);
        Assert.NotEqual(first, used.Jpeg(4, 2, 0));
        Assert.NotEqual(first, used.Jpeg(3, 1, 0));
        Assert.Equal(first, new CropRenderer(1).Jpeg(3, 2, 0));
        Assert.NotEqual(first, new CropRenderer(2).Jpeg(3, 2, 0));
    }

    [Fact]
    public void Nobody_is_in_training_and_test()
    {
        var plan = CropFile.Plan(8, 2, 3, 0.75).ToList();
        Assert.Equal(48, plan.Count);
        Assert.Equal(48, plan.Select(file => file.Name).Distinct().Count());
        Assert.Equal(6, plan.Where(file => file.Folder == "bounding_box_train").Max(file => file.Identity));
        Assert.Equal(4, plan.Count(file => file.Folder == "query"));
        Assert.Equal("0008_c2s1_000003_01.jpg", plan[^1].Name);
    }
}
