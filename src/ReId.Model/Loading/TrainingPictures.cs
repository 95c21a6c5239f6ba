using OpenCvSharp;
using ReId.Contracts;
using ReId.Model.Augmentation;

namespace ReId.Model.Loading;

/// <summary>The training list as what augmentations take patches of: each picture with the same chance.</summary>
/// <param name="cache">Reads them.</param>
/// <param name="slots">Room for them.</param>
internal sealed class TrainingPictures(PictureCache cache, SlotPool slots) : IOtherPictures
{
    public unsafe bool Draw(Random random, Mat target)
    {
        // Drawn whatever it is: one that does not decode costs a patch, and never moves the chance of what follows.
        var position = random.Next(cache.Count);
        var slot = slots.Take();
        try
        {
            cache.Read(position, slot);
            var pixels = slot.Slot(0);
            pixels.CopyTo(new Span<byte>((void*)target.Data, pixels.Length));
            return true;
        }
        catch (ReIdException)
        {
            // It is named when its own turn comes.
            return false;
        }
        finally
        {
            slots.Return(slot);
        }
    }
}
