using OpenCvSharp;

namespace ReId.Model.Augmentation;

/// <summary>
/// Changes a picture at random. Adding one: implement this, add a line to <see cref="AugmentationCatalog"/>, derive its
/// tests from the augmentation contract. Has no state: threads share it.
/// </summary>
public interface IAugmentation
{
    /// <summary>Name in recipes.</summary>
    string Name { get; }

    /// <summary>Changes a picture, or leaves it as it is.</summary>
    /// <param name="picture">8-bit RGB of the network's size; changed in place.</param>
    /// <param name="random">The only source of chance.</param>
    void Apply(Mat picture, Random random);
}
